import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BROKER_LIMITS } from '../../../electron/contract/limits.ts';
import { readConf } from '../../../electron/hub/mosquitto/conf.ts';
import { Files } from '../../../electron/hub/mosquitto/files.ts';
import { limitsOf, planLimits } from '../../../electron/hub/mosquitto/plan-limits.ts';
import { planListeners } from '../../../electron/hub/mosquitto/plan-listeners.ts';
import { remarkBook } from '../../../electron/hub/mosquitto/remarks.ts';
import { sourcesOf } from '../../../electron/hub/mosquitto/sources.ts';
import { DEFAULT_LISTENERS } from '../../../electron/hub/settings/listener-settings.ts';
import { doorsOf } from '../../../electron/hub/settings/settings.ts';
import { ANNA, folderOf } from './files.ts';

const around = {
  current: DEFAULT_LISTENERS,
  doors: doorsOf({ pairPort: 8443, emonespPort: 80 }),
  addresses: ['127.0.0.1', '::1', '192.168.1.5'],
};
const noChoice = { passwordFile: null, aclFile: null };

/** What would become of a configuration; remarks as "kind line: text | reason". */
async function planOf(text: string, more: Record<string, string> = {}) {
  const path = folderOf({ 'mosquitto.conf': text, ...more });
  const book = remarkBook();
  const conf = await readConf(path('mosquitto.conf'), new Files(), book.note);
  const sources = sourcesOf(conf, noChoice, book.note);
  const listeners = planListeners(conf, around, book.note);
  const planned = planLimits(conf, DEFAULT_BROKER_LIMITS, book.note);
  const remarks = book.told().remarks.map(({ kind, line, text: shown, reason }) => `${kind} ${line}: ${shown} | ${reason}`);
  return { path, sources, listeners, limits: limitsOf(planned, DEFAULT_BROKER_LIMITS), planned, remarks };
}
const remarksOf = async (text: string) => (await planOf(`listener 1883\n${text}`)).remarks;

describe('the file', () => {
  test.each([
    ['alow_anonymous true', /^wrong 2: alow_anonymous \| Mosquitto does not know this word either.*Was "allow_anonymous" meant\?/],
    ['hunter2 is my password', /^wrong 2: hunter2 \| Mosquitto does not know this word either, and does not start with it\.$/],
    ['Listener 1884', /^wrong 2: Listener \| .*Was "listener" meant\?/],
    ['port\t1884', /^wrong 2: port \| A tab stands after "port"/],
    ['  # note', /^wrong 2: # \| A comment begins only at the very start/],
    ['allow_anonymous yes', /^wrong 2: allow_anonymous yes \| It is either true or false/],
    ['allow_anonymous', /^wrong 2: allow_anonymous \| Its value is missing/],
    ['max_queued_messages many', /^wrong 2: max_queued_messages many \| Its value is not a whole number/],
    ['max_queued_messages -1', /^wrong 2: .* below 0/],
    ['max_packet_size 10', /^wrong 2: .* below 20/],
    ['persistent_client_expiration 14', /^wrong 2: .*such as 14d/],
    ['include_dir nowhere', /^wrong 2: include_dir nowhere \| .*nowhere cannot be read: it is not there/],
    ['password_file a\npassword_file b', /^wrong 3: password_file b \| password_file stands in line 2 already/],
    ['protocol http', /^wrong 1: listener 1883 \| Its protocol is either mqtt or websockets\. This listener is not taken over/],
    ['certfile a.pem', /^wrong 1: .*one of them is missing/],
  ])('%j is told with its line and cause', async (text, cause) => {
    expect((await remarksOf(text))[0]).toMatch(cause);
  });

  test.each([
    ['connection other', /no bridges/],
    ['topic # both', /no bridges/],
    ['plugin /usr/lib/x.so', /plugins do not run here/],
    ['allow_anonymous true', /asks everybody for a user name/],
    ['psk_file x', /pre-shared keys/],
    ['retain_available false', /always keeps retained messages/],
    ['max_qos 1', /always allows QoS 0, 1 and 2/],
    ['log_dest syslog', /Activity page/],
    ['user mosquitto', /no meaning here/],
    ['persistence_location /var/lib/mosquitto/', /keeps .* on disk/],
    ['cafile ca.pem', /client certificates that it issued itself/],
    ['use_identity_as_username true', /stands for its device/],
    ['clientid_prefixes x-', /belongs to the device that used it first/],
    ['sys_interval 10', /no \$SYS topics/],
  ])('%j is listed with the reason', async (text, reason) => {
    expect(await remarksOf(text)).toEqual([expect.stringMatching(reason)]);
    expect((await remarksOf(text))[0]).toMatch(/^left 2: /);
  });

  test.each([
    'persistence true',
    'retain_available true',
    'queue_qos0_messages false',
    'max_qos 2',
    'allow_anonymous false',
    '# port\t1',
    '   ',
  ])('%j loses nothing, and is not listed', async (text) => expect(await remarksOf(text)).toEqual([]));

  test('what is no configuration at all is not shown either', async () => {
    const remarks = await remarksOf(`${ANNA}\nremote_password\thunter2\n-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADAN'.repeat(5)}`);
    expect(remarks).toHaveLength(4);
    expect(remarks.join()).not.toMatch(/hunter2|\$7\$|MIIE/);
  });

  test.each([
    'remote_password hunter2',
    'bridge_psk hunter2',
    'plugin_opt_key hunter2',
    'auth_opt_pg_password hunter2',
    'psk_hint hunter2',
  ])('what %j holds is not shown', async (text) => {
    const remarks = await remarksOf(text);
    expect(remarks.join()).toContain(`${text.split(' ')[0]} …`);
    expect(remarks.join()).not.toContain('hunter2');
  });

  test('spaces around values, CRLF and a byte order mark do no harm', async () => {
    const { listeners, remarks } = await planOf('\uFEFF   listener   1884   localhost  \r\nmax_inflight_messages  7 \r\n');
    expect(listeners).toEqual([{ name: 'mqtt', port: 1884, bind: '127.0.0.1', rule: 'password' }]);
    expect(remarks).toEqual([expect.stringMatching(/^wrong 1:.*byte order mark/)]);
  });

  test('is read with what it includes, in the order of Mosquitto, one level deep', async () => {
    const { path } = await planOf('');
    mkdirSync(path('conf.d'));
    const include = (name: string, text: string) => writeFileSync(path(`conf.d/${name}`), text);
    include('b.conf', 'listener 1885\n');
    include('B.conf', 'max_inflight_messages 8\ninclude_dir .\n');
    include('a.conf', 'max_inflight_messages 9\nnonsense\n');
    include('a.txt', 'listener 1886\n');
    writeFileSync(path('mosquitto.conf'), 'include_dir conf.d\n');
    const book = remarkBook();
    const files = new Files();
    const conf = await readConf(path('mosquitto.conf'), files, book.note);
    expect(files.read.map((file) => file.path)).toEqual(['mosquitto.conf', 'conf.d/a.conf', 'conf.d/B.conf', 'conf.d/b.conf'].map(path));
    expect(conf.general.get('max_inflight_messages')?.value).toBe('8');
    expect(conf.listeners.map(({ settings }) => settings.get('listener')?.value)).toEqual(['1885']);
    expect(book.told().remarks).toMatchObject([
      { kind: 'wrong', file: path('conf.d/a.conf'), line: 2 },
      { kind: 'left', file: path('conf.d/B.conf'), line: 2 },
    ]);
  });

  test.each([
    ['is not there', async () => folderOf({})('nothing'), /cannot be read: it is not there/],
    ['is a folder', async () => folderOf({})(''), /is not a file/],
    ['is far too large', async () => folderOf({ large: '#'.repeat(5 * 1_024 * 1_024) })('large'), /larger than 4 MiB/],
    ['is something else', async () => folderOf({ other: 'x y\n'.repeat(6_000) })('other'), /too long for a mosquitto.conf/],
  ])('that %s is told', async (_, make, words) => {
    await expect(readConf(await make(), new Files(), remarkBook().note)).rejects.toThrow(words);
  });
});

describe('listeners', () => {
  test('of each kind are taken over, with their addresses', async () => {
    const text =
      'listener 1883 192.168.1.5\nlistener 8883\ncertfile c\nkeyfile k\nrequire_certificate true\nlistener 9001 0.0.0.0\nprotocol websockets\nlistener 9002\nprotocol websockets\ncertfile c\nkeyfile k\n';
    const { listeners, remarks } = await planOf(text);
    expect(listeners).toEqual([
      { name: 'mqtt', port: 1883, bind: '192.168.1.5', rule: 'password' },
      { name: 'mqtts', port: 8883, bind: 'lan', rule: 'certificate' },
      { name: 'ws', port: 9001, bind: 'lan', rule: 'password' },
      { name: 'wss', port: 9002, bind: 'lan', rule: 'password' },
    ]);
    expect(remarks).toEqual([expect.stringMatching(/^differs 5: require_certificate true \| .*one that Porchlight issued/)]);
  });

  test('none: this computer alone, as Mosquitto has it', async () => {
    expect((await planOf('')).listeners).toEqual([{ name: 'mqtt', port: 1883, bind: '127.0.0.1', rule: 'password' }]);
  });

  test('the older way, with port and bind_address', async () => {
    expect((await planOf('port 1890\n')).listeners).toEqual([{ name: 'mqtt', port: 1890, bind: 'lan', rule: 'password' }]);
    expect((await planOf('bind_address 127.0.0.1\n')).listeners).toMatchObject([{ port: 1883, bind: '127.0.0.1' }]);
  });

  test.each([
    ['listener 0 /run/mosquitto.sock', /Unix sockets/],
    ['listener 70000', /"70000" is no port/],
    ['listener 1883 10.9.9.9', /does not have the address 10.9.9.9/],
    ['listener 1883 home.example', /"home.example" is a host name/],
    ['listener 1883\nmount_point x/', /no mount points/],
    ['listener 1883\nbind_interface eth0', /not on interfaces/],
    ['listener 1883\npsk_hint x', /pre-shared keys/],
    ['listener 80', /that of EmonESP pairing/],
    ['listener 8883', /Port 8883 is that of the MQTT listener with TLS/],
  ])('%j would be open to others than before, or cannot be: it is not taken over', async (text, reason) => {
    const { listeners, remarks } = await planOf(text);
    expect(listeners).toEqual([]);
    expect(remarks.some((remark) => reason.test(remark))).toBe(true);
  });

  test('a second one of a kind is listed', async () => {
    const { listeners, remarks } = await planOf('listener 1883\nlistener 1884\n');
    expect(listeners).toHaveLength(1);
    expect(remarks).toEqual([expect.stringMatching(/^left 2: listener 1884 \| Porchlight has one listener of each kind/)]);
  });
});

describe('limits', () => {
  test('are taken over in Porchlight’s units', async () => {
    const text =
      'max_inflight_messages 5\nmax_queued_messages 50\nmax_queued_bytes 100000\nmax_packet_size 70000\nmax_keepalive 120\npersistent_client_expiration 2w\nlistener 1883\nmax_connections 40\nlistener 9001\nprotocol websockets\nmax_connections 2\n';
    const { limits, remarks } = await planOf(text);
    const { queue } = DEFAULT_BROKER_LIMITS;
    expect(limits).toEqual({
      ...{ inFlight: 5, queue: { ...queue, messages: 50, bytes: 100_000 }, packetBytes: 70_000 },
      ...{ keepAliveMinutes: 2, sessionDays: 14, connections: 42 },
    });
    expect(remarks).toEqual([]);
  });

  test('that Porchlight does not allow are brought to the nearest, and said', async () => {
    const { limits, remarks } = await planOf(
      'listener 1883\nmax_inflight_messages 0\nmax_packet_size 100\nmessage_size_limit 9\nmax_keepalive 90\n',
    );
    expect(limits).toEqual({ inFlight: 10_000, packetBytes: 4_096, keepAliveMinutes: 2 });
    expect(remarks.map((remark) => remark.slice(0, 9)).sort()).toEqual(['differs 2', 'differs 3', 'differs 5', 'left 4: m']);
  });

  test('that are as they are already change nothing', async () => {
    expect((await planOf('max_queued_messages 1000\n')).planned).toEqual([]);
  });
});

describe('where users and permissions are', () => {
  test('is told by the file; a path that is not whole is looked for beside it', async () => {
    const { sources, path, remarks } = await planOf('listener 1883\npassword_file passwd\nacl_file /etc/acl\n');
    expect(sources).toEqual({ passwordFile: path('passwd'), aclFile: '/etc/acl', permissions: 'acl' });
    expect(remarks).toEqual([expect.stringMatching(/^differs 2: password_file passwd \| .*not known here/)]);
  });

  test('without an ACL file everybody may do everything, unless a plugin decided', async () => {
    expect((await planOf('password_file /p\n')).sources.permissions).toBe('everything');
    expect((await planOf('password_file /p\nplugin /x.so\n')).sources.permissions).toBe('plugin');
  });

  test('with per_listener_settings one set is taken, the one with permissions, and the others are listed', async () => {
    const text =
      'per_listener_settings true\nlistener 1883\npassword_file /one\nlistener 1884\npassword_file /two\nacl_file /acl\nlistener 1885\nallow_anonymous true\n';
    const { sources, remarks } = await planOf(text);
    expect(sources).toEqual({ passwordFile: '/two', aclFile: '/acl', permissions: 'acl' });
    expect(remarks).toContainEqual(expect.stringMatching(/^left 3: password_file \/one \| Porchlight has one set of devices/));
    expect(remarks).toContainEqual(expect.stringMatching(/^left 8: allow_anonymous true/));
  });
});
