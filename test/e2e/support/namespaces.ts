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
  const remove = () => removeNamespaces([hub.namespace, device.namespace]);
  try {
    for (const { namespace } of [hub, device]) ip('netns', 'add', namespace);
    ip('link', 'add', hub.interface, 'netns', hub.namespace, 'type', 'veth', 'peer', 'name', device.interface, 'netns', device.namespace);
    for (const each of [hub, device]) goesUp(each);
  } catch (error) {
    remove();
    throw error;
  }
  return { hub, device, broadcast: BROADCAST, remove };
}

/** As many hosts at one switch, 10.77.0.1 and on, in the order of their names; each has an IPv6 link-local address too. */
export function makeLan<const N extends string>(names: readonly N[]): { hosts: Record<N, Host>; remove(): void } {
  const id = randomBytes(2).toString('hex');
  const middle = `porch-switch-${id}`;
  const hosts = names.map((name, index) => host(`porch-${name}-${id}`, `10.77.0.${index + 1}`, `p${index}${id}`));
  const remove = () => removeNamespaces([middle, ...hosts.map(({ namespace }) => namespace)]);
  try {
    ip('netns', 'add', middle);
    ip('-n', middle, 'link', 'add', 'bridge', 'type', 'bridge', 'mcast_snooping', '0');
    ip('-n', middle, 'link', 'set', 'bridge', 'up');
    for (const each of hosts) {
      ip('netns', 'add', each.namespace);
      ip('link', 'add', each.interface, 'netns', each.namespace, 'type', 'veth', 'peer', 'name', each.interface, 'netns', middle);
      ip('-n', middle, 'link', 'set', each.interface, 'master', 'bridge', 'up');
      // Usable at once, without asking whether somebody else has it.
      spawnSync('ip', [
        'netns',
        'exec',
        each.namespace,
        'sysctl',
        '-qw',
        'net.ipv6.conf.default.accept_dad=0',
        'net.ipv6.conf.all.accept_dad=0',
      ]);
      goesUp(each);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { hosts: Object.fromEntries(names.map((name, index) => [name, hosts[index]])) as Record<N, Host>, remove };
}

const BROADCAST = '10.77.0.255';

function goesUp({ namespace, address, interface: name }: Host): void {
  ip('-n', namespace, 'link', 'set', 'lo', 'up');
  ip('-n', namespace, 'address', 'add', `${address}/24`, 'broadcast', BROADCAST, 'dev', name);
  ip('-n', namespace, 'link', 'set', name, 'up');
}

function removeNamespaces(namespaces: readonly string[]): void {
  for (const namespace of namespaces) {
    const { stdout } = spawnSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' });
    for (const pid of (stdout ?? '').split('\n').filter(Boolean)) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {} // it ended by itself
    }
    spawnSync('ip', ['netns', 'delete', namespace]); // the cables go with it
  }
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
