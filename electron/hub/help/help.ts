import { type DiagnosticsNeeds, makeDiagnostics } from './diagnostics.ts';
import type { LogLines } from './log-lines.ts';
import type { Refusals } from './refusals.ts';

/** What a person is shown who looks for a fault. */
export interface Help {
  refusals: Refusals;
  lines: LogLines;
  /** See {@link makeDiagnostics}. */
  diagnostics: () => Promise<string>;
}

export function makeHelp(refusals: Refusals, needs: Omit<DiagnosticsNeeds, 'refusals'>): Help {
  const told: DiagnosticsNeeds = { ...needs, refusals: () => refusals.list().refusals };
  return { refusals, lines: needs.lines, diagnostics: () => makeDiagnostics(told) };
}
