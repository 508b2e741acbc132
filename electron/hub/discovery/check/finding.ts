import type { Check } from '../../../contract/network.ts';

/** What one look found. */
export type Finding = Omit<Check, 'id' | 'title'>;

/** One thing to look at. */
export interface Probe {
  id: string;
  title: string;
  look: () => Promise<Finding>;
}

export const good = (text: string): Finding => ({ state: 'good', text, remedy: '', command: null });
export const bad = (text: string, remedy: string): Finding => ({ state: 'bad', text, remedy, command: null });
export const warning = (text: string, remedy: string, command: string | null = null): Finding => ({
  state: 'warning',
  text,
  remedy,
  command,
});
export const skipped = (text: string, remedy: string): Finding => ({ state: 'skipped', text, remedy, command: null });
