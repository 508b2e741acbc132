import { randomBytes } from 'node:crypto';
import type { Subject } from '../../electron/hub/broker/admission.ts';
import { systemClock } from '../../electron/hub/clock.ts';
import { Devices } from '../../electron/hub/devices/devices.ts';
import { Passwords } from '../../electron/hub/devices/passwords.ts';
import { deviceSubject } from '../../electron/hub/devices/subjects.ts';
import { openDatabase } from '../../electron/hub/storage/database.ts';
import { DevicesTable } from '../../electron/hub/storage/devices-table.ts';
import { serve } from '../processes.ts';

const FEW = 10;
const MANY = 10_000;
const CHECKS = 10_000;

/** Devices in a database in memory, and the connections of ten of them. */
function house(count: number): { subjects: Subject[]; topics: string[] } {
  const devices: Devices = new Devices({
    table: new DevicesTable(openDatabase(':memory:')),
    passwords: new Passwords(randomBytes),
    random: randomBytes,
    clock: systemClock,
    changed: () => {},
    clientIdReleased: () => {},
  });
  const admitted = Array.from({ length: count }, (_, at) =>
    devices.admit({
      name: `dev ${at}`,
      origin: 'manual',
      type: null,
      node: null,
      maxUserNameChars: 32,
      topics: (userName) => ({ baseTopic: '', publish: [`bench/in/${userName}`, 'home/+/state'], subscribe: ['bench/out'] }),
    }),
  );
  const connected = admitted.filter((_, at) => at % (count / FEW) === 0);
  const subjects = connected.map((device) =>
    deviceSubject(devices, device, { clientId: device.userName, address: '127.0.0.1' }, systemClock),
  );
  return { subjects, topics: connected.map((device) => `bench/in/${device.userName}`) };
}

/** Nanoseconds for one check of a publish, over the connections in turn. */
function time({ subjects, topics }: ReturnType<typeof house>): number {
  let allowed = 0;
  const start = process.hrtime.bigint();
  for (let at = 0; at < CHECKS; at++) {
    const which = at % FEW;
    if (subjects[which]?.permission()?.publish.matches(topics[which] as string)) allowed++;
  }
  const took = Number(process.hrtime.bigint() - start);
  if (allowed !== CHECKS) throw new Error('a check that should have passed did not');
  return took / CHECKS;
}

serve({
  /** The shortest time of `rounds` for either house, in turn: what disturbs only ever adds. */
  run: ({ rounds }: { rounds: number }) => {
    const [few, many] = [house(FEW), house(MANY)];
    let best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < rounds; round++) {
      const [first, second] = round % 2 === 0 ? [few, many] : [many, few];
      const times = [time(first), time(second)];
      if (round % 2 === 1) times.reverse();
      best = best.map((before, at) => Math.min(before, times[at] as number));
    }
    return { few: best[0], many: best[1] };
  },
});
