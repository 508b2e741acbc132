import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CallArgs, CallName, CallResult } from '../../../../electron/contract/calls.ts';
import type { HubOptions } from '../../../../electron/contract/start.ts';
import { makeJournal } from '../../../../electron/hub/log.ts';
import { startWeb } from '../../web/browser.ts';
import { formsOf } from './forms.ts';

/** What came out of a hub while it ran, and the secrets that it was given or made meanwhile, by what they are. */
export interface Session {
  written: string[];
  answers: string[];
  secrets: Map<string, string>;
}

/** A hub with pages for browsers that writes its log as the real one does, but where the test can read it. Ends with the test. */
export async function openHouse(
  session: Session = { written: [], answers: [], secrets: new Map() },
  dataDir?: string,
  options: Partial<HubOptions> = {},
) {
  const { log, lines } = makeJournal({ write: (line) => void session.written.push(line) });
  const web = await startWeb({ openMetrics: true }, dataDir, { journal: { log, lines }, ...options });
  const connection = web.hub.face.connect(() => {});
  const call = <N extends CallName>(name: N, args: CallArgs<N>) => connection.call(name, args) as Promise<CallResult<N>>;
  return { web, hub: web.hub, dataDir: web.dataDir, call, log, ready: web.hub.readyLine(), session };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

/** Notes a secret of the session by what it is. Shorter ones than this would be found by chance. */
export function keep({ session: { secrets } }: House, what: string, secret: string | undefined): string {
  if (secret === undefined || secret.length < 6) throw new Error(`${what} is no secret to look for`);
  secrets.set(`${what} ${secrets.size}`, secret);
  return secret;
}

/** The same for one that is no text: as it may be written. */
export function keepBytes(house: House, what: string, secret: Uint8Array): void {
  const bytes = Buffer.from(secret);
  keep(house, `${what} in hexadecimal`, bytes.toString('hex'));
  keep(house, `${what} in base64`, bytes.toString('base64').replace(/=+$/, ''));
  keep(house, `${what} in base64url`, bytes.toString('base64url'));
}

/** What somebody is told whose attempt must fail. */
export async function refuse({ session }: House, attempt: Promise<unknown>): Promise<void> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  session.answers.push((error as Error).message);
}

/** Every file of the hub's keys, as it lies on the disk. */
export function keysOf(house: House): void {
  const files = readdirSync(house.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name, parentPath } of files) {
    if (/\.(sqlite|db)|-wal$|-shm$/.test(name)) continue;
    const text = readFileSync(join(parentPath, name), 'utf8');
    if (text.includes('PRIVATE KEY')) keep(house, `the key ${name}`, bodyOf(text.slice(text.indexOf('-----BEGIN'))));
    else if (/secret|token/.test(name)) keep(house, `the secret ${name}`, readFileSync(join(parentPath, name)).toString('base64'));
  }
}

/** The first line of a PEM file's body that is about this key alone. */
export const bodyOf = (pem: string) => pem.split('\n').slice(1, 3).join('').slice(-60);

/** What may stand in the activity log, which the person alone reads: names, not secrets. */
const NAMES = /^(a topic|a denied topic|a wrong user name|a client id) /;

/** Everything that the hub says to others than the one who asks, or that is kept or handed on. */
export async function placesOf({ call, session, web }: House) {
  const { lines, more } = await call('log.read', { before: null, level: 'info', text: '' });
  expect(more).toBe(false);
  const activity = (await call('activity.list', { before: null, kinds: [], text: '', deviceId: null })).entries;
  return {
    diagnostics: Buffer.from((await call('diagnostics.make', {})).base64, 'base64').toString(),
    log: JSON.stringify(lines),
    'standard error': session.written.join('\n'),
    activity: JSON.stringify(activity),
    refusals: JSON.stringify(await call('help.refusals', {})),
    metrics: (await web.ask('/metrics')).text,
    answers: session.answers.join('\n'),
  };
}

/** Which secret is where it must not be. */
export function leaksOf({ session: { secrets } }: House, places: Record<string, string>): string[] {
  return [...secrets].flatMap(([what, secret]) =>
    Object.entries(places).flatMap(([place, text]) => {
      if (NAMES.test(what) && (place === 'activity' || place === 'refusals')) return [];
      return formsOf(secret).some((form) => text.includes(form)) ? [`${what} is in the ${place}`] : [];
    }),
  );
}
