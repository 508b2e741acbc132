import { useSyncExternalStore } from 'react';

const onVisibility = (listener: () => void) => {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
};
const isHidden = () => document.hidden;

/** Whether nobody can see this window. */
export const useHidden = (): boolean => useSyncExternalStore(onVisibility, isHidden);
