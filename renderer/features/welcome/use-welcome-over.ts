import { useEffect } from 'react';
import { useApp, useClient } from '../../context.tsx';

/** Remembers that the welcome is over, however it was left, and that who has devices needs none. */
export function useWelcomeOver(): void {
  const client = useClient();
  const isOver = useApp(({ isWelcoming, preferences }) => !isWelcoming && !preferences.welcomed);

  useEffect(() => {
    if (!isOver) return;
    // Where it cannot be kept, the worst is that the welcome is shown once more.
    client.call('desktop.setPreferences', { welcomed: true }).catch(() => undefined);
  }, [isOver, client]);
}
