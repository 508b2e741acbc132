// The command line.
import { createHash } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ANNOUNCE_PORT } from './ears.mjs';
import { MDNS_PORT } from './mdns.mjs';

const DEFAULT_PAIR_PORT = 8443;

export const HELP = `porchlight-device: finds a Porchlight hub, pairs with it and publishes readings.

  --hub=HOST:PORT         ask this hub, instead of the ones that are found (port ${DEFAULT_PAIR_PORT} if left out)
  --device-id=ID          1 to 64 of A-Z a-z 0-9 . _ - (default: made from this machine's name)
  --name=TEXT             what people see (default: the device id)
  --model=TEXT --firmware=TEXT
  --display=none          this device cannot show a code
  --state=FILE            what it keeps (default: ~/.porchlight-device.json)
  --interval=SECONDS      between simulated temperatures (default: 10)
  --stdin                 read lines \`name value\` instead, until there are no more
  --json                  one line of JSON for each event
  --forget                drop what it keeps, and end
  --retry=SECONDS         before it asks a closed door again (default: 10)
  --announce-port=PORT    where announcements come to (default: ${ANNOUNCE_PORT})
  --mdns-port=PORT        for tests (default: ${MDNS_PORT})
  --bind-address=ADDRESS  hear announcements on this address alone
  --local-address=ADDRESS make connections from this address

Exit codes: 0 ended as asked, 1 something went wrong, 2 wrong arguments, 3 denied by the person at the hub,
4 not safe: another key, hub or device than asked, 5 the state file cannot be used, 6 the hub rejects the request as malformed.
`;

/** Arguments that cannot be used; the message says which. */
export class WrongArguments extends Error {}

/** @returns what to do, complete and checked. Throws {@link WrongArguments}. */
export function readOptions(args) {
  const values = parse(args);
  const deviceId = values['device-id'] ?? ownId();
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(deviceId)) throw new WrongArguments('--device-id has 1 to 64 of A-Z a-z 0-9 . _ -');
  if (!['text', 'none'].includes(values.display)) throw new WrongArguments('--display is text or none');
  return {
    device: {
      deviceId,
      name: values.name ?? deviceId,
      model: values.model,
      firmware: values.firmware,
      display: values.display,
    },
    hub: values.hub === undefined ? null : readHub(values.hub),
    state: values.state ?? join(homedir(), '.porchlight-device.json'),
    intervalMs: 1000 * readNumber('interval', values.interval, 0.01, 86_400),
    retrySeconds: readNumber('retry', values.retry, 0.01, 3600),
    announcePort: readNumber('announce-port', values['announce-port'], 1, 65_535),
    mdnsPort: readNumber('mdns-port', values['mdns-port'], 1, 65_535),
    bindAddress: values['bind-address'],
    localAddress: values['local-address'],
    stdin: values.stdin,
    json: values.json,
    forget: values.forget,
    help: values.help,
  };
}

function parse(args) {
  const text = (value) => ({ type: 'string', ...(value !== undefined && { default: value }) });
  const flag = { type: 'boolean', default: false };
  const options = {
    hub: text(),
    'device-id': text(),
    name: text(),
    model: text('porchlight-device'),
    firmware: text('1.0.0'),
    display: text('text'),
    state: text(),
    interval: text('10'),
    retry: text('10'),
    'announce-port': text(String(ANNOUNCE_PORT)),
    'mdns-port': text(String(MDNS_PORT)),
    'bind-address': text(),
    'local-address': text(),
    ...{ stdin: flag, json: flag, forget: flag, help: flag },
  };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new WrongArguments(error.message);
  }
}

function readHub(text) {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
  const address = bracketed ?? plain;
  if (!address) throw new WrongArguments('--hub is HOST:PORT, or [ADDRESS]:PORT for IPv6');
  return { address, port: port === undefined ? DEFAULT_PAIR_PORT : readNumber('hub', port, 1, 65_535) };
}

function readNumber(name, text, least, most) {
  const value = Number(text);
  if (!(value >= least && value <= most)) throw new WrongArguments(`--${name} takes ${least} to ${most}`);
  return value;
}

/** The same at each start, and another on a machine of another name. */
function ownId() {
  const host = hostname();
  const readable = host.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 40);
  return `${readable}-${createHash('sha256').update(host).digest('hex').slice(0, 4)}`;
}
