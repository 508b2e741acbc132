import { setTimeout as wait } from 'node:timers/promises';
import type { Account, Counted, Door, Timing } from '../model.ts';
import { counted } from './counting.ts';
import { Link } from './link.ts';

export interface Connects extends Timing {
  door: Door;
  accounts: Account[];
  atOnce: number;
}

/** Connects with user name and password and leaves again, over and over. Counts connections that were let in. */
export async function connects({ door, accounts, atOnce, ...timing }: Connects): Promise<Counted> {
  let done = 0;
  let next = 0;
  let running = true;
  const worker = async () => {
    while (running) {
      const link = await Link.open(door, accounts[next++ % accounts.length] as Account);
      done++;
      await link.close();
    }
  };
  const workers = Promise.all(Array.from({ length: atOnce }, worker));
  try {
    return await Promise.race([counted(timing, () => done), workers.then(() => Promise.reject(new Error('ended early')))]);
  } finally {
    running = false;
    await workers.catch(() => {});
  }
}

export interface Storm {
  door: Door;
  accounts: Account[];
  /** When it gives up, in milliseconds. */
  ms: number;
}

/** All at once, and whoever is refused tries again a second later, as devices do. */
export async function storm({ door, accounts, ms }: Storm): Promise<{ connected: number; refusals: number; seconds: number }> {
  const start = performance.now();
  const over = () => performance.now() - start > ms;
  const links: Link[] = [];
  let refusals = 0;
  const device = async (account: Account) => {
    while (!over()) {
      try {
        const link = await Link.open(door, account);
        if (over()) return void link.close();
        links.push(link);
        return;
      } catch {
        refusals++;
        await wait(1_000);
      }
    }
  };
  const all = Promise.all(accounts.map(device));
  await Promise.race([all, wait(ms)]);
  const result = { connected: links.length, refusals, seconds: (performance.now() - start) / 1_000 };
  await Promise.all(links.map((link) => link.close()));
  return result;
}
