import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';

/** One end of a cable between two network namespaces. */
export interface Host {
  namespace: string;
  address: string;
  interface: string;
  /** Runs a program on this host and returns what it printed. */
  exec(command: string, ...args: string[]): string;
  /** Starts a program on this host. */
  spawn(command: string, args: string[], env?: NodeJS.ProcessEnv): ChildProcess;
}

export interface Network {
  hub: Host;
  device: Host;
  broadcast: string;
  remove(): void;
}

/** Making network namespaces takes root on Linux. */
export const canMakeNetwork = process.platform === 'linux' && process.getuid?.() === 0;

/** Two hosts on one network 10.77.0.0/24 that nothing else on this machine can reach. Call `remove` in a `finally`. */
export function makeNetwork(): Network {
  const id = randomBytes(3).toString('hex');
  const hub = host(`porch-hub-${id}`, '10.77.0.1', `ph${id}`);
  const device = host(`porch-dev-${id}`, '10.77.0.2', `pd${id}`);
  const broadcast = '10.77.0.255';
  const remove = () => {
    for (const { namespace } of [hub, device]) {
      const { stdout } = spawnSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' });
      for (const pid of (stdout ?? '').split('\n').filter(Boolean)) {
        try {
          process.kill(Number(pid), 'SIGKILL');
        } catch {} // it ended by itself
      }
      spawnSync('ip', ['netns', 'delete', namespace]); // the cable goes with it
    }
  };
  try {
    for (const { namespace } of [hub, device]) ip('netns', 'add', namespace);
    ip('link', 'add', hub.interface, 'netns', hub.namespace, 'type', 'veth', 'peer', 'name', device.interface, 'netns', device.namespace);
    for (const { namespace, address, interface: name } of [hub, device]) {
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
      ip('-n', namespace, 'address', 'add', `${address}/24`, 'broadcast', broadcast, 'dev', name);
      ip('-n', namespace, 'link', 'set', name, 'up');
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { hub, device, broadcast, remove };
}

function host(namespace: string, address: string, name: string): Host {
  const inside = ['netns', 'exec', namespace];
  return {
    namespace,
    address,
    interface: name,
    exec: (command, ...args) => execFileSync('ip', [...inside, command, ...args], { encoding: 'utf8', timeout: 30_000 }),
    spawn: (command, args, env = process.env) => spawn('ip', [...inside, command, ...args], { env }),
  };
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] });
