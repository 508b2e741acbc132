import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { canMakeNetwork, type Host, makeNetwork, type Network } from '../../../e2e/support/namespaces.ts';

const PROGRAM = join(import.meta.dirname, 'machine.ts');
/** A new link checks for a while that nobody else has its IPv6 address. */
const SOON = { timeout: 15_000, interval: 50 };

interface Machine {
  process: ChildProcess;
  lines: Record<string, unknown>[];
}

describe.runIf(canMakeNetwork)('two machines on one wire', { timeout: 30_000 }, () => {
  let network: Network;
  beforeEach(() => {
    network = makeNetwork();
  });
  afterEach(() => network.remove());

  function start(host: Host, ...args: string[]): Machine {
    const process = host.spawn(globalThis.process.execPath, [PROGRAM, ...args]);
    const lines: Machine['lines'] = [];
    if (process.stdout) createInterface(process.stdout).on('line', (line) => lines.push(JSON.parse(line)));
    return { process, lines };
  }
  const impostorsOf = ({ lines }: Machine) => lines.flatMap(({ impostors }) => impostors ?? []);

  test('each hears the other by IPv4 and by IPv6, and its own announcement comes back as its own', async () => {
    const attic = start(network.hub, 'Attic');
    const cellar = start(network.device, 'Cellar');
    await vi.waitFor(() => {
      for (const [machine, name, address] of [
        [attic, 'Cellar', '10.77.0.2'],
        [cellar, 'Attic', '10.77.0.1'],
      ] as const) {
        expect(machine.lines).toContainEqual(expect.objectContaining({ heard: address, name, addr: expect.arrayContaining([address]) }));
        expect(machine.lines).toContainEqual(expect.objectContaining({ heard: expect.stringMatching(/^fe80:/), name }));
        expect(machine.lines).toContainEqual({ echo: true });
      }
    }, SOON);
    expect([attic, cellar].flatMap(impostorsOf)).toEqual([]);
    expect([attic, cellar].flatMap(({ lines }) => lines.flatMap(({ text }) => text ?? []))).toEqual([]);
  });

  test('a hub of the same name, on either IP version, and one who sends on what he heard are impostors', async () => {
    const attic = start(network.hub, 'Attic');
    const parrot = start(network.device);
    await vi.waitFor(() => expect(parrot.lines).toContainEqual({ parrotHeard: '10.77.0.1' }), SOON);
    parrot.process.stdin?.write('again\n');
    await vi.waitFor(() => expect(impostorsOf(attic)).toEqual(expect.arrayContaining(['id 10.77.0.2', 'emonesp 10.77.0.2'])), SOON);
    expect(attic.lines).toContainEqual({ text: expect.stringContaining('10.77.0.2 sends announcements that this hub signed') });
    start(network.device, 'attic');
    const both = ['name 10.77.0.2', expect.stringMatching(/^name fe80:/)];
    await vi.waitFor(() => expect(impostorsOf(attic)).toEqual(expect.arrayContaining(both)), SOON);
  });
});
