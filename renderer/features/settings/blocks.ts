import type { PartSetting, Setting } from './setting.ts';

/** Fields that stand together in one frame, or a part that has its own. */
export type Block =
  | { kind: 'fields'; key: string; group: string | null; fields: Exclude<Setting, PartSetting>[] }
  | { kind: 'part'; key: string; part: PartSetting };

/** The settings of a section in frames: those that follow one another and belong to the same group share one. */
export function blocksOf(settings: readonly Setting[]): Block[] {
  const blocks: Block[] = [];
  for (const setting of settings) {
    const last = blocks.at(-1);
    const group = setting.group?.() ?? null;
    if (setting.kind === 'part') blocks.push({ kind: 'part', key: setting.name, part: setting });
    else if (last?.kind === 'fields' && last.group === group) last.fields.push(setting);
    else blocks.push({ kind: 'fields', key: setting.name, group, fields: [setting] });
  }
  return blocks;
}
