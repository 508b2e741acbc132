import type { Clock } from '../../clock.ts';
import { LIMITS } from '../../limits.ts';
import { withoutZone } from './links.ts';
import { type MdnsRecord, readTxt, recordKey, setKey } from './records.ts';
import type { Answer, AskedType } from './types.ts';

export interface AskerNeeds {
  clock: Clock;
  ask: (name: string, type: AskedType) => void;
  isOwnAddress: (address: string) => boolean;
}

interface Open {
  key: string;
  answers: Map<string, Answer>;
}

/** Asks one question and gathers all answers, also this machine's own. */
export class Asker {
  private needs: AskerNeeds;
  private open = new Set<Open>();

  constructor(needs: AskerNeeds) {
    this.needs = needs;
  }

  /**
   * All answers that come within `ms`. Asks again for as long as there is time, since packets get lost and nobody says the same
   * twice in a second: with 2.5 s also those answer that have just announced themselves.
   */
  ask(name: string, type: AskedType, ms: number): Promise<Answer[]> {
    const asked: Open = { key: setKey({ name, type }), answers: new Map() };
    this.open.add(asked);
    this.needs.ask(name, type);
    const end = this.needs.clock.every(LIMITS.mdnsRepeatMs + LIMITS.mdnsSharedDelayMs.most, () => this.needs.ask(name, type));
    return new Promise((resolve) => {
      this.needs.clock.after(ms, () => {
        end();
        this.open.delete(asked);
        resolve([...asked.answers.values()]);
      });
    });
  }

  hear(records: MdnsRecord[], from: string): void {
    for (const { key, answers } of this.open) {
      for (const record of records) {
        if (setKey(record) !== key || record.ttl === 0 || answers.size >= LIMITS.mdnsAnswers) continue;
        const address = withoutZone(from);
        answers.set(`${address} ${recordKey(record)}`, { from: address, own: this.needs.isOwnAddress(address), data: dataOf(record) });
      }
    }
  }
}

function dataOf(record: MdnsRecord): string {
  if (record.type === 'SRV') return `${record.data.target}:${record.data.port}`;
  if (record.type === 'TXT')
    return Object.entries(readTxt(record.data))
      .map(([key, value]) => `${key}=${value}`)
      .join(' ');
  return record.type === 'NSEC' ? record.data.rrtypes.join(' ') : record.data;
}
