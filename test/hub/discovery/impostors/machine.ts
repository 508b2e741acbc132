import { createSocket } from 'node:dgram';
import { createInterface } from 'node:readline';
import { systemClock } from '../../../../electron/hub/clock.ts';
import { Announcer } from '../../../../electron/hub/discovery/announce/announcer.ts';
import { Ears } from '../../../../electron/hub/discovery/impostors/ears.ts';
import { Impostors } from '../../../../electron/hub/discovery/impostors/impostors.ts';
import { systemInterfaces } from '../../../../electron/hub/network/interfaces.ts';
import { newIdentity } from '../announce/identity.ts';

// A whole machine's part of the announcements, run as a program in a network namespace. It prints what it notices, one JSON value a
// line: a hub, by the name it is given; or, without a name, somebody who sends on what he hears, once for each line on its input.

const PORTS = { announce: 5006, trigger: 5005 };
const [, , name] = process.argv;
const tell = (value: object) => console.log(JSON.stringify(value));
const report = ({ text }: { text: string }) => tell({ text });

if (name) await beHub(name);
else beParrot();

async function beHub(hubName: string): Promise<void> {
  const identity = newIdentity();
  const clock = systemClock;
  const impostors: Impostors = new Impostors({
    clock,
    report,
    changed: () => tell({ impostors: impostors.list().map(({ kind, address }) => `${kind} ${address}`) }),
    hubId: identity.id,
    hubName: () => hubName,
    hidden: { has: () => false, set: () => {} },
  });
  const ears = new Ears({
    clock,
    interfaces: systemInterfaces,
    bind: () => 'lan',
    ports: () => PORTS,
    hubId: identity.id,
    report,
    heard: (result, address) => {
      tell({ heard: address, ...result });
      impostors.heardAnnouncement(result, address);
    },
    echo: () => tell({ echo: true }),
    called: (address) => impostors.note({ kind: 'emonesp', address, claim: 'emonpi.local' }),
  });
  let seq = 0;
  const announcer = new Announcer({
    clock,
    interfaces: systemInterfaces,
    bind: () => 'lan',
    identity,
    sequence: { next: () => ++seq },
    claims: () => ({ name: hubName, mqtt: null, mqtts: 8883, pair: 8443 }),
    isDoorOpen: () => true,
    report,
    changed: () => {},
    port: PORTS.announce,
  });
  await ears.start();
  await announcer.start();
  // As when the network changes: the wire may have come up late, and the other machine may not have listened yet.
  clock.every(2_500, () => {
    ears.refresh();
    announcer.now();
  });
}

function beParrot(): void {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  let heard: Buffer | null = null;
  socket.on('message', (packet, { address }) => {
    heard ??= packet;
    tell({ parrotHeard: address });
  });
  socket.bind(PORTS.announce, () => socket.setBroadcast(true));
  createInterface(process.stdin).on('line', () => {
    if (heard) socket.send(heard, PORTS.announce, '10.77.0.255');
    socket.send('emonpi.local', PORTS.trigger, '10.77.0.255');
  });
}
