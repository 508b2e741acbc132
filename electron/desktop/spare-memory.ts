import { setFlagsFromString } from 'node:v8';
import type { CommandLine } from 'electron';
import { HEAP_GROWTH_PERCENT, PAGE_SEMI_SPACE_MIB } from './limits.ts';

/**
 * Lets the heaps of this process, the hub's among them, and of its pages grow in small steps: a hub runs for months on a computer
 * that has other things to do, and collecting a little more often costs it less than the memory. Call it before Electron is ready.
 */
export function spareMemory(commandLine: Pick<CommandLine, 'appendSwitch'>, setFlags = setFlagsFromString): void {
  const growth = `--heap-growing-percent=${HEAP_GROWTH_PERCENT}`;
  setFlags(growth);
  // Their processes start later, with the flags of the command line.
  commandLine.appendSwitch('js-flags', `${growth} --max-semi-space-size=${PAGE_SEMI_SPACE_MIB}`);
}
