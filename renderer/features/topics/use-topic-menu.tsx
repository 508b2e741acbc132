import { type ReactNode, useCallback, useState } from 'react';
import type { TopicRow } from '../../../electron/contract/topics.ts';
import { strings } from '../../strings/index.ts';
import { Menu, type MenuPlace } from './menu.tsx';
import { useTopicActions } from './use-topic-actions.ts';

type MenuRow = Pick<TopicRow, 'path' | 'children'>;
/** `at`: where the menu opens. */
export type OpenMenu = (row: MenuRow, at: MenuPlace) => void;

/** The menu of one topic at a time. `menu` is to be shown as long as the page is. */
export function useTopicMenu(): { openMenu: OpenMenu; menu: ReactNode } {
  const [open, setOpen] = useState<{ row: MenuRow; at: MenuPlace } | null>(null);
  const { itemsFor } = useTopicActions();
  const openMenu = useCallback<OpenMenu>((row, at) => setOpen({ row, at }), []);
  const menu = open && (
    <Menu
      key={open.row.path}
      label={strings.topics.menu.of(open.row.path)}
      items={itemsFor(open.row)}
      at={open.at}
      onClose={() => setOpen(null)}
    />
  );
  return { openMenu, menu };
}
