import type { Listener, MqttListenerName } from '../../../contract/model.ts';

const WHAT: Readonly<Record<Listener['name'], string>> = {
  mqtt: 'the MQTT broker',
  mqtts: 'MQTT over TLS',
  ws: 'MQTT over WebSocket',
  wss: 'MQTT over secure WebSocket',
  pair: 'pairing',
  emonesp: 'EmonESP pairing',
  trigger: 'the EmonESP call',
};

const WITHOUT: Readonly<Record<Listener['name'], string>> = {
  mqtt: ' Until then no device can connect without TLS.',
  mqtts: ' Until then no device can connect by TLS.',
  ws: ' Until then no web page can connect this way.',
  wss: ' Until then no web page can connect this way.',
  pair: ' Until then no device can ask to come in, except EmonESP devices.',
  emonesp: ' EmonESP devices only ask on port 80. Until it is open, send the settings to a device by its address.',
  trigger: '',
};

/** Where the hub listens, and why a port could not be opened. */
export const enListeners = {
  names: {
    mqtt: 'the MQTT listener',
    mqtts: 'the MQTT listener with TLS',
    ws: 'the WebSocket listener',
    wss: 'the WebSocket listener with TLS',
  } satisfies Record<MqttListenerName, string>,
  doors: { pair: 'pairing', emonesp: 'EmonESP pairing' },
  changed: (name: string, on: boolean) => `You ${on ? 'changed' : 'switched off'} ${name}.`,
  portTaken: (port: number, owner: string) => `Port ${port} is already that of ${owner}. Choose another.`,
  portOf: (port: number, owner: string) => `Port ${port} is already that of ${owner}.`,
  portsEqual: 'MQTT, pairing and EmonESP pairing need a port each: choose different ones.',
  certificatesNeedTls: 'Client certificates need TLS: choose this rule for the listeners with TLS.',
  anyoneElsewhere: 'Anyone may connect only to a listener that this computer alone can reach: let it listen on this computer only.',
  noSuchAddress: (address: string) => `This computer does not have the address ${address}.`,

  problems: {
    taken: (name: Listener['name'], port: number, owner: string | null) =>
      `Port ${port} for ${WHAT[name]} is already used by ${owner ?? 'another program'}.`,
    forbidden: (name: Listener['name'], port: number) => `This computer does not let Porchlight use port ${port} for ${WHAT[name]}.`,
    noAddress: (name: Listener['name'], port: number) =>
      `Port ${port} for ${WHAT[name]} could not be opened: this computer does not have the chosen address now.`,
    failed: (name: Listener['name'], port: number, code: string | undefined) =>
      `Port ${port} for ${WHAT[name]} could not be opened${code ? ` (${code})` : ''}.`,
  },
  remedies: {
    taken: (name: Listener['name']) => `Stop that program and try again, or choose another port in Settings.${WITHOUT[name]}`,
    forbiddenOnLinux: (name: Listener['name'], port: number) =>
      `Allow it with: sudo sysctl net.ipv4.ip_unprivileged_port_start=${port} — then try again.${WITHOUT[name]}`,
    forbidden: (name: Listener['name']) =>
      `Allow it in the system settings, then try again, or choose another port in Settings.${WITHOUT[name]}`,
    noAddress: (name: Listener['name']) => `Choose another address in Settings, or try again when the network is back.${WITHOUT[name]}`,
    failed: (name: Listener['name']) => `Check this computer's network, then try again.${WITHOUT[name]}`,
  },
};
