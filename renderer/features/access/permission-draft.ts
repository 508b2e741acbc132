import type { Permission } from '../../../electron/contract/model.ts';
import { strings } from '../../strings/index.ts';
import { filterRule, type ListDraft, listOf, networkRule, withPending } from './list-draft.ts';

/** Topic filters that are being edited. */
export interface FiltersDraft {
  publish: ListDraft;
  subscribe: ListDraft;
}

/** A permission that is being edited. */
export interface PermissionDraft extends FiltersDraft {
  networks: ListDraft;
  byHours: boolean;
  from: string;
  to: string;
}

export const draftOf = ({ publish, subscribe, networks, hours }: Permission): PermissionDraft => ({
  publish: listOf(publish),
  subscribe: listOf(subscribe),
  networks: listOf(networks),
  byHours: hours !== null,
  from: hours?.from ?? '06:00',
  to: hours?.to ?? '22:00',
});

export const hoursProblem = ({ byHours, from, to }: PermissionDraft): string | null =>
  byHours && (!from || !to || from === to) ? strings.access.permission.hoursWrong : null;

/** The permission as edited, `null` while something in it is wrong. What was typed and not added counts as added. */
export function permissionOf(draft: PermissionDraft): Permission | null {
  const publish = withPending(draft.publish, filterRule);
  const subscribe = withPending(draft.subscribe, filterRule);
  const networks = withPending(draft.networks, networkRule);
  if (!publish || !subscribe || !networks || hoursProblem(draft)) return null;
  return { publish, subscribe, networks, hours: draft.byHours ? { from: draft.from, to: draft.to } : null };
}
