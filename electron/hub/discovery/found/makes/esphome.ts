import { idOf, type MakeDriver, shown, UNKNOWN } from './driver.ts';

const TYPE = '_esphomelib._tcp';

/** ESPHome: its broker is part of its firmware, so it is known by its announcement alone, and a person pastes the credential. */
export const espHome: MakeDriver = {
  make: 'esphome',
  label: 'ESPHome',
  way: 'paste',
  types: [TYPE],
  sweeps: false,

  async identify(_device, seen) {
    if (seen?.type !== TYPE) return null;
    const { mac, friendly_name, project_name, board } = seen.txt;
    const id = idOf('esphome', mac) ?? idOf('esphome', seen.instance);
    return id ? { id, name: shown(friendly_name) ?? shown(seen.instance), model: shown(project_name) ?? shown(board) } : null;
  },

  // Compiled in, with the snippet: on an ESP32.
  settings: async () => ({ ...UNKNOWN, tls: 'verified' }),

  handOver: null,
};
