import { EventEmitter, once } from 'node:events';
import type { Variant } from './dbus-wire.ts';
import { type BusConnection, startSessionBus } from './session-bus.ts';

export interface TrayMenuEntry {
  id: number;
  label: string;
  enabled: boolean;
  /** `null`: it is no check item. */
  checked: boolean | null;
}

/** The tray icon of one app, as a desktop's panel sees it. */
export interface TrayItem {
  tooltip(): Promise<string>;
  /** Its menu, without the separators. */
  menu(): Promise<TrayMenuEntry[]>;
  /** What a click on a menu item does. */
  choose(label: string): Promise<void>;
  /** What a click on the icon does. */
  activate(): Promise<void>;
}

const REGISTRATION_MS = 30_000;
const WATCHER = 'org.kde.StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

/**
 * The tray of a desktop, on a session bus of its own: it shows nothing, and does what a test asks.
 * Give `env` to `launchApp`.
 */
export async function startStatusNotifier() {
  const bus = await startSessionBus();
  const connection = await bus.connect();
  const registrations = new EventEmitter<{ item: [TrayItem] }>();
  const first = once(registrations, 'item', { signal: AbortSignal.timeout(REGISTRATION_MS) });
  // Waited for in `item`, or not at all.
  first.catch(() => {});

  connection.onCall = ({ interface: face, member, sender, body }) => {
    if (face === PROPERTIES && member === 'Get') {
      const [, name] = body as [string, string];
      const properties: Record<string, Variant> = {
        IsStatusNotifierHostRegistered: { signature: 'b', value: true },
        ProtocolVersion: { signature: 'i', value: 0 },
        RegisteredStatusNotifierItems: { signature: 'as', value: [] },
      };
      const value = properties[name];
      return value && { signature: 'v', body: [value] };
    }
    if (member !== 'RegisterStatusNotifierItem') return undefined;
    // An item names its service, or its path alone.
    const [name] = body as [string];
    const [service, path] = name.startsWith('/') ? [sender ?? '', name] : [name, '/StatusNotifierItem'];
    registrations.emit('item', trayItem(connection, service, path));
    return { signature: '', body: [] };
  };
  await connection.requestName(WATCHER);

  return {
    env: bus.env,
    /** Waits until an app has put its icon into the tray. */
    async item(): Promise<TrayItem> {
      const [item] = await first;
      return item;
    },
    stop(): void {
      connection.close();
      bus.stop();
    },
  };
}

type Layout = [id: number, properties: [string, Variant][], children: Variant[]];

function trayItem(connection: BusConnection, service: string, path: string): TrayItem {
  const property = async (name: string) => {
    const { body } = await connection.call(service, path, PROPERTIES, 'Get', 'ss', [ITEM, name]);
    return (body[0] as Variant).value;
  };
  const menuPath = async () => String(await property('Menu'));

  async function menu() {
    const { body } = await connection.call(service, await menuPath(), MENU, 'GetLayout', 'iias', [0, -1, []]);
    const [, [, , children]] = body as [number, Layout];
    return children
      .map(({ value }) => value as Layout)
      .map(([id, list]) => ({ id, is: new Map(list.map(([name, { value }]) => [name, value])) }))
      .filter(({ is }) => is.get('type') !== 'separator' && is.get('visible') !== false)
      .map(({ id, is }) => ({
        id,
        // An underscore marks the access key; two of them are one.
        label: String(is.get('label') ?? '').replace(/_(.?)/g, '$1'),
        enabled: is.get('enabled') !== false,
        checked: is.get('toggle-type') === 'checkmark' ? is.get('toggle-state') === 1 : null,
      }));
  }

  return {
    menu,
    tooltip: async () => {
      const [, , title, text] = (await property('ToolTip')) as [string, unknown, string, string];
      return [title, text].filter(Boolean).join(': ');
    },
    choose: async (label) => {
      const entry = (await menu()).find((candidate) => candidate.label === label);
      if (!entry?.enabled) throw new Error(`the tray menu cannot be asked for "${label}"`);
      const nothing: Variant = { signature: 's', value: '' };
      await connection.call(service, await menuPath(), MENU, 'Event', 'isvu', [entry.id, 'clicked', nothing, 0]);
    },
    activate: async () => {
      await connection.call(service, path, ITEM, 'Activate', 'ii', [0, 0]);
    },
  };
}
