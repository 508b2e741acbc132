import assert from 'node:assert';
import { createRequire } from 'node:module';
import { describe, it } from 'vitest';
import { Persistence } from '../../../../electron/hub/broker/store/persistence.ts';
import { systemClock } from '../../../../electron/hub/clock.ts';
import { memoryStore } from '../memory-store.ts';

interface Context {
  plan(count: number): void;
  diagnostic(text: string): void;
  assert: typeof assert;
}

type Suite = (options: {
  test: (name: string, run: (context: Context) => Promise<void>) => void;
  persistence: () => Promise<Persistence>;
  testAsync: true;
}) => void;

const abstractSuite = createRequire(import.meta.url)('aedes-persistence/abstract.js') as Suite;

/** The part of node:test's context that the suite uses. */
function context() {
  let planned: number | null = null;
  let made = 0;
  const counting = new Proxy(assert, {
    get: (target, name) => {
      const check = target[name as 'ok'] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        made++;
        return check(...args);
      };
    },
  });
  return {
    t: { plan: (count: number) => (planned = count), diagnostic: () => {}, assert: counting } as unknown as Context,
    end: () => {
      if (planned !== null) assert.equal(made, planned, 'assertions that were planned');
    },
  };
}

describe("aedes' abstract suite for persistences", () => {
  abstractSuite({
    test: (name, run) =>
      it(name, async () => {
        const { t, end } = context();
        await run(t);
        end();
      }),
    persistence: async () => new Persistence(memoryStore(), systemClock),
    testAsync: true,
  });
});
