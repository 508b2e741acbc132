import type { Listener, Problem } from '../../contract/model.ts';

const WHAT: Record<Listener['name'], string> = {
  mqtt: 'the MQTT broker',
  mqtts: 'MQTT over TLS',
  ws: 'MQTT over WebSocket',
  wss: 'MQTT over secure WebSocket',
  pair: 'pairing',
  emonesp: 'EmonESP pairing',
  trigger: 'the EmonESP call',
};

/** Says in words why a listener could not be opened, and what to do. */
export function describeProblem(name: Listener['name'], port: number, error: unknown, owner: string | null): Problem {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EADDRINUSE') {
    return {
      code: 'taken',
      message: `Port ${port} for ${WHAT[name]} is already used by ${owner ?? 'another program'}.`,
      remedy: `Stop that program and try again, or choose another port in Settings.${without(name)}`,
      owner,
    };
  }
  if (code === 'EACCES') {
    return {
      code: 'forbidden',
      message: `This computer does not let Porchlight use port ${port} for ${WHAT[name]}.`,
      remedy: `${permission(port)}${without(name)}`,
      owner: null,
    };
  }
  if (code === 'EADDRNOTAVAIL') {
    return {
      code: 'failed',
      message: `Port ${port} for ${WHAT[name]} could not be opened: this computer does not have the chosen address now.`,
      remedy: `Choose another address in Settings, or try again when the network is back.${without(name)}`,
      owner: null,
    };
  }
  return {
    code: 'failed',
    message: `Port ${port} for ${WHAT[name]} could not be opened${code ? ` (${code})` : ''}.`,
    remedy: `Check this computer's network, then try again.${without(name)}`,
    owner: null,
  };
}

function permission(port: number): string {
  return process.platform === 'linux'
    ? `Allow it with: sudo sysctl net.ipv4.ip_unprivileged_port_start=${port} — then try again.`
    : 'Allow it in the system settings, then try again, or choose another port in Settings.';
}

function without(name: Listener['name']): string {
  switch (name) {
    case 'mqtt':
      return ' Until then no device can connect without TLS.';
    case 'mqtts':
      return ' Until then no device can connect by TLS.';
    case 'ws':
    case 'wss':
      return ' Until then no web page can connect this way.';
    case 'pair':
      return ' Until then no device can ask to come in, except EmonESP devices.';
    case 'emonesp':
      return ' EmonESP devices only ask on port 80. Until it is open, send the settings to a device by its address.';
    case 'trigger':
      return '';
  }
}
