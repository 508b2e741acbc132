import { createHmac } from 'node:crypto';
import { basename } from 'node:path';
import { UserError } from '../../contract/errors.ts';
import type { BrokerLimits } from '../../contract/limits.ts';
import type { ImportedPart, MosquittoFiles, MosquittoPlan, MosquittoResult, PlannedCertificate } from '../../contract/mosquitto.ts';
import type { Report } from '../activity/report.ts';
import type { RandomBytes } from '../clock.ts';
import type { Settler } from '../devices/newcomers.ts';
import { LIMITS } from '../limits.ts';
import { cleanText } from '../text.ts';
import { words } from '../words/index.ts';
import { readConf } from './conf.ts';
import { Files, Unreadable } from './files.ts';
import { type ListenerDesk, moveListeners } from './move-listeners.ts';
import { planCertificates } from './plan-certificates.ts';
import { planDevices } from './plan-devices.ts';
import { limitsOf, planLimits } from './plan-limits.ts';
import { planListeners, type Surroundings } from './plan-listeners.ts';
import { remarkBook } from './remarks.ts';
import { sourcesOf } from './sources.ts';

export interface MosquittoNeeds {
  now(): number;
  random: RandomBytes;
  devices: {
    /** User names with what has them. */
    userNames(): ReadonlyMap<string, string>;
    count(): number;
    settle(settlers: readonly Settler[]): void;
  };
  certificates: {
    /** The certificate files that are imported already. */
    imported(): string[];
    add(files: Omit<PlannedCertificate, 'names'>): Promise<{ id: string }>;
    remove(id: string): void;
  };
  limits(): Readonly<BrokerLimits>;
  changeLimits(change: Partial<BrokerLimits>): void;
  listeners: ListenerDesk & { surroundings(): Surroundings };
  report: Report;
}

export interface ImportWish extends MosquittoFiles {
  digest: string;
  leaveOut: readonly string[];
  parts: readonly ImportedPart[];
}

/** Brings over what a Mosquitto was set up with: first as a plan that a person looks at, then, when they want it, in earnest. */
export class MosquittoImport {
  private needs: MosquittoNeeds;
  private key: Uint8Array;

  constructor(needs: MosquittoNeeds) {
    this.needs = needs;
    this.key = needs.random(32);
  }

  /** Changes nothing. Rejects with a {@link UserError} if the configuration itself cannot be read. */
  async read(files: MosquittoFiles): Promise<MosquittoPlan> {
    return (await this.prepare(files)).plan;
  }

  /** Does what the plan of this digest says, each part whole or not at all. Rejects with a {@link UserError} if that plan is out of date. */
  async apply({ digest, leaveOut, parts, ...files }: ImportWish): Promise<MosquittoResult> {
    const { plan, settlers } = await this.prepare(files);
    if (plan.digest !== digest) throw new UserError(words.mosquitto.outOfDate);
    const { devices, certificates, listeners } = this.needs;
    const outside = new Set(leaveOut);
    const wanted = settlers.filter(({ userName }) => !outside.has(userName));
    const result: MosquittoResult = { done: [], failed: [] };
    const part = async (name: ImportedPart, count: number, work: () => unknown) => {
      if (!parts.includes(name) || count === 0) return;
      try {
        await work();
        result.done.push({ part: name, count });
        this.needs.report({ kind: 'change', text: words.mosquitto.imported(name, count, cleanText(basename(files.file), 64)) });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        result.failed.push({ part: name, reason: error.message });
      }
    };
    await part('devices', wanted.length, () => devices.settle(wanted));
    await part('certificates', plan.certificates.length, () => addAll(plan.certificates, certificates));
    await part('limits', plan.limits.length, () => this.needs.changeLimits(limitsOf(plan.limits, this.needs.limits())));
    // Last, because whoever was let in above may come as soon as a listener is open.
    await part('listeners', plan.listeners.length, () => moveListeners(plan.listeners, listeners));
    return result;
  }

  private async prepare(chosen: MosquittoFiles): Promise<{ plan: MosquittoPlan; settlers: Settler[] }> {
    const { needs } = this;
    const files = new Files();
    const { note, told } = remarkBook();
    try {
      const conf = await readConf(chosen.file, files, note);
      const sources = sourcesOf(conf, chosen, note);
      const listeners = planListeners(conf, needs.listeners.surroundings(), note);
      const names = needs.devices.userNames();
      const known = { room: LIMITS.devices - needs.devices.count(), takenBy: (userName: string) => names.get(userName) ?? null };
      const { settlers, ...planned } = await planDevices(sources, files, known, note);
      const certificates = await planCertificates(conf, needs.certificates.imported(), needs.now(), note);
      const limits = planLimits(conf, needs.limits(), note);
      const read = files.read.map(({ path }) => path);
      const plan = { files: read, listeners, ...planned, permissions: sources.permissions, certificates, limits, ...told() };
      return { plan: { digest: this.digestOf(plan, files), ...plan }, settlers };
    } catch (error) {
      throw error instanceof Unreadable ? new UserError(error.message) : error;
    }
  }

  /** Keyed, so that it tells nothing of what is in the files. */
  private digestOf(plan: Omit<MosquittoPlan, 'digest'>, { read }: Files): string {
    const digest = createHmac('sha256', this.key).update(JSON.stringify(plan));
    for (const { path, bytes } of read) digest.update(JSON.stringify([path, bytes.length])).update(bytes);
    return digest.digest('base64url');
  }
}

/** All or none. */
async function addAll(planned: readonly PlannedCertificate[], certificates: MosquittoNeeds['certificates']): Promise<void> {
  const added: string[] = [];
  try {
    for (const { certificateFile, chainFile, keyFile } of planned) {
      added.push((await certificates.add({ certificateFile, chainFile, keyFile })).id);
    }
  } catch (error) {
    for (const id of added) certificates.remove(id);
    throw error;
  }
}
