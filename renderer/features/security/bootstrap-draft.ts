import type { Bootstrap } from '../../../electron/contract/access.ts';
import type { Permission } from '../../../electron/contract/model.ts';
import { isWholeNumber } from '../../numbers.ts';
import { draftOf, type PermissionDraft, permissionOf } from '../access/permission-draft.ts';
import { OWN_BY_CLIENT_ID, presetFilters } from '../access/presets.ts';
import { isName } from '../devices/device-name.ts';
import { isTypedPassword } from '../devices/typed-password.ts';

/** A bootstrap credential as it stands in its form. */
export interface BootstrapDraft {
  name: string;
  /** The person chooses user name and password; only for a new one. */
  own: boolean;
  userName: string;
  password: string;
  register: boolean;
  most: string;
  /** The last day, as `2026-12-31`; empty for no end. */
  lastDay: string;
  permission: PermissionDraft;
}

export interface BootstrapRules {
  name: string;
  register: boolean;
  most: number;
  expiresAt: number | null;
  permission: Permission;
}

const dayOf = (at: number): string => {
  const date = new Date(at);
  return [date.getFullYear(), String(date.getMonth() + 1).padStart(2, '0'), String(date.getDate()).padStart(2, '0')].join('-');
};

/** The last moment of a day, by this computer's clock. */
const endOf = (day: string): number => new Date(`${day}T23:59:59.999`).getTime();

export const bootstrapDraft = (bootstrap: Bootstrap | null): BootstrapDraft => ({
  name: bootstrap?.name ?? '',
  own: false,
  userName: '',
  password: '',
  register: bootstrap?.register ?? true,
  most: String(bootstrap?.most ?? 20),
  lastDay: bootstrap?.expiresAt == null ? '' : dayOf(bootstrap.expiresAt),
  permission: draftOf(bootstrap?.permission ?? { ...presetFilters('own', OWN_BY_CLIENT_ID), networks: [], hours: null }),
});

/** Which fields are wrong. A day that was set before may be over; only a new choice may not. */
export function bootstrapProblems(draft: BootstrapDraft, bootstrap: Bootstrap | null, now: number) {
  const isOldDay = bootstrap?.expiresAt != null && dayOf(bootstrap.expiresAt) === draft.lastDay;
  return {
    name: !isName(draft.name),
    userName: draft.own && (draft.userName.length < 1 || draft.userName.length > 64),
    password: draft.own && !isTypedPassword(draft.password),
    most: !isWholeNumber(draft.most, 1, 10_000),
    lastDay: draft.lastDay !== '' && !isOldDay && !(endOf(draft.lastDay) > now),
    permission: permissionOf(draft.permission) === null,
  };
}

/** What the hub is told, `null` while the permission is wrong. */
export function rulesOf(draft: BootstrapDraft, bootstrap: Bootstrap | null): BootstrapRules | null {
  const permission = permissionOf(draft.permission);
  if (!permission) return null;
  const before = bootstrap?.expiresAt ?? null;
  const isOldDay = before !== null && dayOf(before) === draft.lastDay;
  return {
    name: draft.name.trim(),
    register: draft.register,
    most: Number(draft.most),
    expiresAt: draft.lastDay === '' ? null : isOldDay ? before : endOf(draft.lastDay),
    permission,
  };
}
