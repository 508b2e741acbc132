import { Notification, type NotificationConstructorOptions } from 'electron';
import { NOTIFICATIONS_HELD } from './limits.ts';

/** A notification of the desktop, what it tells of, and what its clicks do. */
export interface HeldNotification<T> {
  words: NotificationConstructorOptions;
  about: T;
  click(): void;
  /** The button of this number was pressed. */
  action?(index: number): void;
}

export interface HeldNotifications<T> {
  /** Nothing where the desktop has no notifications. */
  show(notification: HeldNotification<T>): void;
  /** Takes back those on screen whose matter fits. */
  withdraw(fits: (about: T) => boolean): void;
}

/** The notifications on screen. They are held, because one that is collected loses its click; the oldest makes room. */
export function holdNotifications<T>(): HeldNotifications<T> {
  const held = new Map<Notification, T>();

  function drop(notification: Notification) {
    held.delete(notification);
    notification.close();
  }

  return {
    show: ({ words, about, click, action }) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification(words);
      notification.on('click', click);
      notification.on('action', (details, index) => action?.(details.actionIndex ?? index));
      notification.on('close', () => held.delete(notification));
      // No notification service, or it refused: the window, the pop-up and the tray still tell.
      notification.on('failed', (_event, reason) => {
        held.delete(notification);
        console.error(`The desktop did not show a notification: ${reason}`);
      });
      held.set(notification, about);
      const [oldest] = held.keys();
      if (oldest && held.size > NOTIFICATIONS_HELD) drop(oldest);
      notification.show();
    },
    withdraw: (fits) => {
      for (const [notification, about] of held) if (fits(about)) drop(notification);
    },
  };
}
