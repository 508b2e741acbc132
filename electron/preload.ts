import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import type { Bridge, WindowUpdate } from './contract/desktop.ts';

/** All that a page can reach: one call, one stream of updates. The event object stays on this side. */
const bridge: Bridge = {
  call: (name, args) => ipcRenderer.invoke('porchlight:call', name, args),
  onUpdate: (listener) => {
    const forward = (_event: IpcRendererEvent, update: WindowUpdate) => listener(update);
    ipcRenderer.on('porchlight:update', forward);
    return () => ipcRenderer.off('porchlight:update', forward);
  },
};

contextBridge.exposeInMainWorld('porchlight', bridge);
