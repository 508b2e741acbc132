import { describe, expect, it } from 'vitest';
import { type Flags, hubFlags, parseFlags } from '../../electron/desktop/flags.ts';

/** What is so when nothing is said. */
const off = { hidden: false, headless: false, openMetrics: false, newWebLink: false };
const parse = (...args: string[]) => parseFlags(args, '/home/me');

describe('parseFlags', () => {
  it('leaves out what is not said', () => {
    expect(parse()).toEqual({ ok: true, flags: off });
  });

  it('reads every flag', () => {
    expect(parse('--data-dir=/srv/p', '--bind=lan', '--mqtt-port=0', '--emonesp-port=80', '--trigger-port=65535', '--hidden')).toEqual({
      ok: true,
      flags: { ...off, dataDir: '/srv/p', bind: 'lan', mqttPort: 0, emonespPort: 80, triggerPort: 65_535, hidden: true },
    });
  });

  it('reads those of a hub without a screen', () => {
    expect(parse('--headless', '--web-port=8080', '--web-bind=lan', '--open-metrics', '--new-web-link', '--restore-backup=x')).toEqual({
      ok: true,
      flags: { ...off, headless: true, webPort: 8_080, webBind: 'lan', openMetrics: true, newWebLink: true, restoreBackup: 'x' },
    });
  });

  it('hands the hub what is its own', () => {
    const { flags } = parse('--headless', '--web-port=1', '--mqtt-port=0', '--bind=lan', '--data-dir=/x') as { flags: Flags };
    expect(hubFlags(flags)).toEqual({ mqttPort: 0, bind: 'lan' });
  });

  it('takes a relative folder from where it was started', () => {
    expect(parse('--data-dir=lab/one')).toMatchObject({ flags: { dataDir: '/home/me/lab/one' } });
    expect(parse('--data-dir=a=b')).toMatchObject({ flags: { dataDir: '/home/me/a=b' } });
  });

  it('counts a flag as it was given last', () => {
    expect(parse('--bind=lan', '--bind=127.0.0.1')).toMatchObject({ flags: { bind: '127.0.0.1' } });
  });

  it.each([
    [['queues'], { json: false, by: 'messages' }],
    [['.', '--no-sandbox', 'queues', '--bytes', '--json'], { json: true, by: 'bytes' }],
    [['--json', '--bytes'], undefined],
  ] as const)('knows the command of %j', (args, queues) => {
    expect(parse(...args)).toEqual({ ok: true, flags: off, ...(queues && { queues }) });
  });

  it('leaves the flags of Chromium and of test drivers alone', () => {
    expect(parse('.', '--no-sandbox', '--remote-debugging-port=0', '-r', 'x', '--user-data-dir=/x')).toEqual({
      ok: true,
      flags: off,
    });
  });

  it.each([
    ['--restore-backup', '--restore-backup needs the id of a backup: --restore-backup=ID'],
    ['--restore-backup=', '--restore-backup needs the id of a backup: --restore-backup=ID'],
    ['--data-dir', '--data-dir needs a folder: --data-dir=DIR'],
    ['--data-dir=', '--data-dir needs a folder: --data-dir=DIR'],
    ['--data-dir=a\0b', '--data-dir needs a folder: --data-dir=DIR'],
    ['--bind', '--bind must be 127.0.0.1 or lan, not empty'],
    ['--bind=0.0.0.0', '--bind must be 127.0.0.1 or lan, not "0.0.0.0"'],
    ['--bind=LAN', '--bind must be 127.0.0.1 or lan, not "LAN"'],
    ['--mqtt-port', '--mqtt-port must be a port from 1 to 65535, or 0 for any free one, not empty'],
    ['--mqtt-port=', '--mqtt-port must be a port from 1 to 65535, or 0 for any free one, not empty'],
    ['--mqtt-port=65536', '--mqtt-port must be a port from 1 to 65535, or 0 for any free one, not "65536"'],
    ['--emonesp-port=-1', '--emonesp-port must be a port from 1 to 65535, or 0 for any free one, not "-1"'],
    ['--emonesp-port=1e3', '--emonesp-port must be a port from 1 to 65535, or 0 for any free one, not "1e3"'],
    ['--trigger-port= 80', '--trigger-port must be a port from 1 to 65535, or 0 for any free one, not " 80"'],
    ['--trigger-port=0x50', '--trigger-port must be a port from 1 to 65535, or 0 for any free one, not "0x50"'],
    ['--web-bind=0.0.0.0', '--web-bind must be 127.0.0.1 or lan, not "0.0.0.0"'],
    ['--web-port=x', '--web-port must be a port from 1 to 65535, or 0 for any free one, not "x"'],
    ['--headless=old', '--headless takes no value, but was given "old"'],
    ['--open-metrics=1', '--open-metrics takes no value, but was given "1"'],
    ['--hidden=no', '--hidden takes no value, but was given "no"'],
  ])('refuses %s and says why', (arg, message) => {
    expect(parse(arg)).toEqual({ ok: false, message });
  });
});
