import type { Variant } from './dbus-wire.ts';
import { type BusConnection, startSessionBus } from './session-bus.ts';

export interface ShownNotification {
  id: number;
  app: string;
  title: string;
  body: string;
  /** Keys and labels of its buttons; "default" stands for a click on the notification itself. */
  actions: { key: string; label: string }[];
  hints: Record<string, unknown>;
  closed: boolean;
}

const PATH = '/org/freedesktop/Notifications';
const FACE = 'org.freedesktop.Notifications';

/**
 * The notification service of a desktop, on a session bus of its own: it shows nothing and remembers everything.
 * Give `env` to `launchApp`.
 */
export async function startNotificationService() {
  const bus = await startSessionBus();
  const connection = await bus.connect();
  const shown: ShownNotification[] = [];
  const watchers = new Set<() => void>();

  connection.onCall = ({ member, body }) => {
    switch (member) {
      case 'GetCapabilities':
        return { signature: 'as', body: [['body', 'actions', 'persistence']] };
      case 'GetServerInformation':
        return { signature: 'ssss', body: ['test', 'test', '1', '1.2'] };
      case 'Notify': {
        const notification = readNotify(body, shown.length + 1);
        shown.push(notification);
        queueMicrotask(() => {
          for (const watcher of watchers) watcher();
        });
        return { signature: 'u', body: [notification.id] };
      }
      case 'CloseNotification':
        close(connection, shown, Number(body[0]), 3);
        return { signature: '', body: [] };
      default:
        return undefined;
    }
  };
  await connection.requestName(FACE);

  return {
    env: bus.env,
    bus,
    shown,
    /** Waits for a notification that passes. */
    notification(passes: (notification: ShownNotification) => boolean = () => true, timeoutMs = 10_000): Promise<ShownNotification> {
      return new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          clearTimeout(timer);
          watchers.delete(look);
          act();
        };
        const look = () => {
          const found = shown.find(passes);
          if (found) settle(() => resolve(found));
        };
        const timer = setTimeout(
          () => settle(() => reject(new Error(`no such notification within ${timeoutMs} ms: ${JSON.stringify(shown)}`))),
          timeoutMs,
        );
        watchers.add(look);
        look();
      });
    },
    /** What a click on the notification, or on its button with this key, does. */
    click(notification: ShownNotification, key = 'default'): void {
      connection.signal(PATH, FACE, 'ActionInvoked', 'us', [notification.id, key]);
      close(connection, shown, notification.id, 2);
    },
    stop(): void {
      connection.close();
      bus.stop();
    },
  };
}
export type NotificationService = Awaited<ReturnType<typeof startNotificationService>>;

function readNotify(body: unknown[], nextId: number): ShownNotification {
  const [app, replaces, , title, text, keysAndLabels, hints] = body as [
    string,
    number,
    string,
    string,
    string,
    string[],
    [string, Variant][],
  ];
  const actions: ShownNotification['actions'] = [];
  for (let at = 0; at + 1 < keysAndLabels.length; at += 2)
    actions.push({ key: keysAndLabels[at] ?? '', label: keysAndLabels[at + 1] ?? '' });
  return {
    id: replaces || nextId,
    app,
    title,
    body: text,
    actions,
    hints: Object.fromEntries(hints.map(([name, { value }]) => [name, value])),
    closed: false,
  };
}

function close(connection: BusConnection, shown: ShownNotification[], id: number, reason: number): void {
  const notification = shown.findLast((candidate) => candidate.id === id);
  if (!notification || notification.closed) return;
  notification.closed = true;
  connection.signal(PATH, FACE, 'NotificationClosed', 'uu', [id, reason]);
}
