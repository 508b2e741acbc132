import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Page } from '../electron/contract/desktop.ts';
import type { Client } from './bridge.ts';
import type { AppState, AppStore } from './store.ts';

interface Porchlight {
  client: Client;
  store: AppStore;
}

const PorchlightContext = createContext<Porchlight | null>(null);

/** Hands the bridge and the store to everything below. */
export function PorchlightProvider({ client, store, children }: Porchlight & { children: ReactNode }) {
  const value = useMemo(() => ({ client, store }), [client, store]);
  return <PorchlightContext value={value}>{children}</PorchlightContext>;
}

function usePorchlight(): Porchlight {
  const value = useContext(PorchlightContext);
  if (!value) throw new Error('PorchlightProvider is missing above this component.');
  return value;
}

/** Reads one thing from the store; renders again only when that thing changes. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(usePorchlight().store, selector);
}

/** The store itself, for code that changes it. */
export function useAppStore(): AppStore {
  return usePorchlight().store;
}

/** The way to the hub and the desktop. */
export function useClient(): Client {
  return usePorchlight().client;
}

/** Opens a page of this window. */
export function useGoTo(): (page: Page) => void {
  const store = useAppStore();
  return (page) => store.setState({ page });
}
