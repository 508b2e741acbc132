// Run inside a network namespace: a machine with mDNS that prints what happens, one JSON value a line, and takes commands from its input.
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { systemClock as clock } from '../../../../electron/hub/clock.ts';
import { type AskedType, Mdns } from '../../../../electron/hub/discovery/mdns/mdns.ts';
import { systemInterfaces as interfaces } from '../../../../electron/hub/network/interfaces.ts';
import { NetworkWatch } from '../../../../electron/hub/network/watch.ts';

const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);
const advertises = process.argv[2] === 'hub';

const mdns = new Mdns({
  clock,
  random: randomBytes,
  interfaces,
  instanceName: () => 'Porchlight',
  hostLabels: () => (advertises ? ['porchlight', 'porchlight-7f3a'] : ['device']),
  services: () => (advertises ? [{ type: '_porchlight._tcp', port: 8443, txt: { v: '1' } }] : []),
  renamed: () => say({ event: 'renamed', host: mdns.hostName, service: mdns.serviceName }),
  claimed: (claim) => say({ event: 'claimed', ...claim }),
  fault: (text) => say({ event: 'fault', text }),
});
const watch = new NetworkWatch({ clock, interfaces });
watch.follow((change) => (change === 'resumed' ? mdns.resume() : mdns.refresh()));
watch.start();
await mdns.start();
mdns.browse(['_porchlight._tcp'], {
  seen: (service) => say({ event: 'seen', ...service }),
  gone: (service) => say({ event: 'gone', ...service }),
});
say({ event: 'ready' });

createInterface({ input: process.stdin }).on('line', async (line) => {
  const [command, name = '', type = 'A'] = line.split(' ');
  if (command === 'ask') say({ event: 'answers', answers: await mdns.ask(name, type as AskedType, 2_500) });
  if (command !== 'stop') return;
  watch.stop();
  await mdns.stop();
  process.exit(0);
});
