import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../electron/hub/limits.ts';
import { attemptOnce } from '../../../electron/hub/storage/attempt.ts';
import { openDatabase } from '../../../electron/hub/storage/database.ts';
import { SettingsTable } from '../../../electron/hub/storage/settings-table.ts';
import { WebSessionsTable } from '../../../electron/hub/storage/web-sessions-table.ts';
import { BackPressure } from '../../../electron/hub/web/back-pressure.ts';
import { browserName } from '../../../electron/hub/web/browser-name.ts';
import { LoginPace } from '../../../electron/hub/web/login-pace.ts';
import { type Figures, metricsText } from '../../../electron/hub/web/metrics.ts';
import { isOwnHost, isOwnOrigin } from '../../../electron/hub/web/own-address.ts';
import { Sessions } from '../../../electron/hub/web/sessions.ts';
import { SetupLink } from '../../../electron/hub/web/setup-link.ts';
import { WebPreferences } from '../../../electron/hub/web/web-preferences.ts';
import { ManualClock } from '../manual-clock.ts';

function someSessions() {
  const clock = new ManualClock();
  const table = new WebSessionsTable(openDatabase(':memory:'));
  const sessions = new Sessions({ table, clock, random: randomBytes, attempt: attemptOnce });
  const ended: number[] = [];
  sessions.onEnded((number) => ended.push(number));
  return { clock, table, sessions, ended };
}

describe('sessions', () => {
  it('keep the hash of a secret, and never the secret', () => {
    const { table, sessions } = someSessions();
    const { secret, visit } = sessions.begin('192.0.2.7', 'Firefox');
    expect(sessions.find(secret, '192.0.2.7')).toEqual(visit);
    expect(sessions.find(`${secret}x`, '192.0.2.7')).toBeNull();
    expect(JSON.stringify(table.all())).not.toContain(secret);
    expect(table.all()[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('end when they were not used for a week', () => {
    const { clock, sessions, ended } = someSessions();
    const { secret, visit } = sessions.begin('a', '');
    clock.advance(LIMITS.webSessionIdleMs - 1);
    expect(sessions.find(secret, 'b')).not.toBeNull();
    clock.advance(LIMITS.webSessionIdleMs - 1);
    expect(sessions.find(secret, 'b')).not.toBeNull();
    clock.advance(LIMITS.webSessionIdleMs);
    expect(sessions.find(secret, 'b')).toBeNull();
    expect(ended).toEqual([visit.number]);
  });

  it('end after a month, however much they are used', () => {
    const { clock, sessions } = someSessions();
    const { secret } = sessions.begin('a', '');
    for (let day = 0; day < 29; day++) {
      clock.advance(86_400_000);
      expect(sessions.find(secret, 'a')).not.toBeNull();
    }
    clock.advance(86_400_000);
    expect(sessions.find(secret, 'a')).toBeNull();
  });

  it('make room for the next: the one unused the longest goes', () => {
    const { clock, sessions, ended } = someSessions();
    const all = Array.from({ length: LIMITS.webSessions }, () => {
      clock.advance(LIMITS.lastSeenWriteMs);
      return sessions.begin('a', '');
    });
    clock.advance(LIMITS.lastSeenWriteMs);
    sessions.find(all[0]?.secret, 'a');
    sessions.begin('a', '');
    expect(ended).toEqual([all[1]?.visit.number]);
    expect(sessions.count).toBe(LIMITS.webSessions);
  });
});

describe('the pace of logins', () => {
  it('holds up one address after its tries, for as long as it says', () => {
    const clock = new ManualClock();
    const pace = new LoginPace(clock);
    for (let turn = 0; turn < LIMITS.webLoginsPerAddress; turn++) expect(pace.begin('a')).toBe(0);
    const wait = pace.begin('a');
    expect(wait).toBe(LIMITS.webLoginWindowMs);
    expect(pace.begin('b')).toBe(0);
    clock.advance(wait - 1);
    expect(pace.begin('a')).toBe(1);
    clock.advance(1);
    expect(pace.begin('a')).toBe(0);
  });

  it('holds up all addresses together', () => {
    const clock = new ManualClock();
    const pace = new LoginPace(clock);
    for (let turn = 0; turn < LIMITS.webLoginsInAll; turn++) expect(pace.begin(`address ${turn}`)).toBe(0);
    expect(pace.begin('one more')).toBe(LIMITS.webLoginPaceMs);
    clock.advance(LIMITS.webLoginPaceMs);
    expect(pace.begin('one more')).toBe(0);
  });

  it('forgets the tries of who was right, and is not fooled by a clock that is set back', () => {
    const clock = new ManualClock();
    const pace = new LoginPace(clock);
    for (let turn = 0; turn < LIMITS.webLoginsPerAddress; turn++) pace.begin('a');
    pace.right('a');
    expect(pace.begin('a')).toBe(0);
    const back = new LoginPace({ now: () => 0 });
    expect(back.begin('a')).toBe(0);
  });
});

describe('the one-time link', () => {
  it('ends after a day, with the next one, and with its use', () => {
    const clock = new ManualClock();
    const link = new SetupLink(new SettingsTable(openDatabase(':memory:')), () => clock.now());
    expect(link.isGood('')).toBe(false);
    const [first, second] = [link.make(randomBytes), link.make(randomBytes)];
    expect(link.isGood(first)).toBe(false);
    expect(link.isGood(second)).toBe(true);
    clock.advance(LIMITS.webLinkMs - 1);
    expect(link.isGood(second)).toBe(true);
    clock.advance(1);
    expect(link.isGood(second)).toBe(false);
    const third = link.make(randomBytes);
    link.end();
    expect(link.isGood(third)).toBe(false);
  });
});

describe('a slow page', () => {
  function slowPage() {
    const page = { bytes: 0, watched: [] as unknown[] };
    const pressure = new BackPressure({ waiting: () => page.bytes, watch: (query) => page.watched.push(query) });
    return { page, pressure };
  }
  const query = { first: 0 } as never;

  it('is shown no more topics while too much waits, and then anew', () => {
    const { page, pressure } = slowPage();
    expect(pressure.look(query)).toBe(true);
    expect(pressure.mayShow()).toBe(true);
    page.bytes = LIMITS.webWaitingBytes + 1;
    expect(pressure.mayShow()).toBe(false);
    expect(pressure.mayShow()).toBe(false);
    expect(page.watched).toEqual([null]);
    page.bytes = LIMITS.webWaitingBytes;
    pressure.drained();
    expect(page.watched).toEqual([null]);
    page.bytes = LIMITS.webWaitingBytes / 2;
    pressure.drained();
    expect(page.watched).toEqual([null, query]);
    expect(pressure.mayShow()).toBe(true);
  });

  it('that looked elsewhere meanwhile is shown that', () => {
    const { page, pressure } = slowPage();
    pressure.look(query);
    page.bytes = LIMITS.webWaitingBytes + 1;
    pressure.mayShow();
    expect(pressure.look(null)).toBe(false);
    page.bytes = 0;
    pressure.drained();
    expect(page.watched).toEqual([null]);
  });
});

describe("the hub's own address", () => {
  const names = { dns: ['localhost', 'porchlight.local'], addresses: ['192.168.1.5', '2001:db8::5'] };

  it.each(['localhost', 'PORCHLIGHT.local:8444', 'porchlight.local.', '192.168.1.5:1', '[2001:DB8:0:0::5]:8444'])('is %s', (host) => {
    expect(isOwnHost(host, names)).toBe(true);
  });

  it.each([undefined, '', 'example', '192.168.1.6', '2001:db8::5', '[2001:db8::5', 'localhost:x', 'user@localhost', 'localhost/', '[::1]'])(
    'is not %s',
    (host) => {
      expect(isOwnHost(host, names)).toBe(false);
    },
  );

  it('is an origin with its scheme and its port', () => {
    expect(isOwnOrigin('https://porchlight.local:8444', 'https', 'porchlight.local:8444')).toBe(true);
    expect(isOwnOrigin('https://porchlight.local', 'https', 'porchlight.local:443')).toBe(true);
    expect(isOwnOrigin('http://porchlight.local:8444', 'https', 'porchlight.local:8444')).toBe(false);
    expect(isOwnOrigin('https://porchlight.local:8445', 'https', 'porchlight.local:8444')).toBe(false);
    expect(isOwnOrigin('null', 'https', 'porchlight.local')).toBe(false);
    expect(isOwnOrigin(undefined, 'https', 'porchlight.local')).toBe(false);
  });
});

describe('the name of a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari · iOS',
    ],
    ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Mobile Safari/537.36', 'Chrome · Android'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0 Safari/537.36 Edg/148.0',
      'Edge · Windows',
    ],
    ['<script>', ''],
    [undefined, ''],
  ])('of %j', (agent, name) => {
    expect(browserName(agent)).toBe(name);
  });
});

describe('preferences of the household', () => {
  it('fall back where what is stored makes no sense', () => {
    const table = new SettingsTable(openDatabase(':memory:'));
    table.set('web.preferences', { theme: 'pink', language: 'de', startAtLogin: true });
    expect(new WebPreferences(table).get()).toMatchObject({ theme: 'system', language: 'de', startAtLogin: false });
  });
});

describe('the figures', () => {
  const figures: Figures = {
    version: '1.0.0-"x"\\',
    startedAt: 1_700_000_000_500,
    now: 1_700_000_060_500,
    connections: 3,
    sessions: 4,
    devices: 5,
    requestsWaiting: 1,
    doorOpen: true,
    received: { messages: 10, bytes: 100 },
    sent: { messages: 20, bytes: 200 },
    waiting: { messages: 6, bytes: 60 },
    dropped: { full: 7, expired: 8 },
    retained: { messages: 9, bytes: 90 },
    refusals: new Map([
      ['topic', 2],
      ['password', 1],
    ]),
    storage: 'full',
    listeners: [
      { name: 'mqtt', state: 'open' },
      { name: 'ws', state: 'closed' },
      { name: 'pair', state: 'failed' },
    ],
    browsers: { sessions: 1, sockets: 2, accepted: 3, refused: 4 },
    process: { residentBytes: 1_000, heapBytes: 100, cpuSeconds: 1.5 },
  };

  it('are lines that Prometheus reads: each metric once, with its help and its type', () => {
    const lines = metricsText(figures).split('\n');
    expect(lines.pop()).toBe('');
    let current = '';
    const seen = new Set<string>();
    for (const [index, line] of lines.entries()) {
      const [, help] = /^# HELP ([a-z_]+) \S.*\.$/.exec(line) ?? [];
      if (help) {
        expect(seen.has(help)).toBe(false);
        seen.add(help);
        current = help;
        expect(lines[index + 1]).toMatch(new RegExp(`^# TYPE ${help} (gauge|counter)$`));
        expect(lines[index + 1]?.endsWith('counter')).toBe(help.endsWith('_total'));
      } else if (!line.startsWith('# TYPE')) {
        expect(line).toMatch(new RegExp(`^${current}(\\{[a-z]+="([^"\\\\]|\\\\.)*"(,[a-z]+="[^"]*")*\\})? -?[0-9.]+(e[+-]?[0-9]+)?$`));
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  it('say what there is, in base units, with quotes escaped', () => {
    const text = metricsText(figures);
    for (const line of [
      'porchlight_build_info{version="1.0.0-\\"x\\"\\\\"} 1',
      'porchlight_start_time_seconds 1700000000.5',
      'porchlight_uptime_seconds 60',
      'porchlight_messages_sent_total 20',
      'porchlight_queue_bytes 60',
      'porchlight_session_dropped_messages{reason="expired"} 8',
      'porchlight_refusals_total{cause="password"} 1',
      'porchlight_storage_state{state="full"} 1',
      'porchlight_storage_state{state="ok"} 0',
      'porchlight_listener_open{listener="pair"} 0',
      'porchlight_browser_logins_total{outcome="refused"} 4',
      'process_resident_memory_bytes 1000',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
    expect(text).not.toContain('listener="ws"');
  });
});
