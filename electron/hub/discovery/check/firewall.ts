import { words } from '../../words/index.ts';
import { type Finding, good, skipped, warning } from './finding.ts';
import type { System } from './system.ts';

/** What devices need to reach. */
export interface WantedPorts {
  tcp: number[];
  udp: number[];
}

const MACOS_TOOL = '/usr/libexec/ApplicationFirewall/socketfilterfw';

/** Whether this system's firewall may stand between devices and the hub. Its rules can be read by the administrator alone. */
export async function firewallFinding(system: System, ports: WantedPorts): Promise<Finding> {
  switch (system.platform) {
    case 'linux':
      return linuxFinding(system, ports);
    case 'darwin': {
      const program = quoted(system.program);
      const command = `sudo ${MACOS_TOOL} --add ${program} && sudo ${MACOS_TOOL} --unblockapp ${program}`;
      return unseen('darwin', command, ports);
    }
    case 'win32': {
      const command = `netsh advfirewall firewall add rule name="Porchlight" dir=in action=allow profile=private program="${system.program}"`;
      return unseen('win32', command, ports);
    }
    default:
      return skipped(words.check.firewallUnknown, words.check.firewallUnknownNext(portsText(ports)));
  }
}

async function linuxFinding({ read, exists }: System, ports: WantedPorts): Promise<Finding> {
  const ufw = /^\s*ENABLED\s*=\s*["']?yes\b/im.test((await read('/etc/ufw/ufw.conf')) ?? '');
  if (ufw) {
    const allow = (proto: 'tcp' | 'udp') =>
      ports[proto].length > 0 ? [`sudo ufw allow proto ${proto} from any to any port ${ports[proto].join()}`] : [];
    return on('ufw', [...allow('tcp'), ...allow('udp')].join(' && '), ports);
  }
  if ((await exists('/run/firewalld')) || (await exists('/run/firewalld.pid'))) {
    const adds = (['tcp', 'udp'] as const).flatMap((proto) => ports[proto].map((port) => `--add-port=${port}/${proto}`));
    return on('firewalld', `sudo firewall-cmd --permanent ${adds.join(' ')} && sudo firewall-cmd --reload`, ports);
  }
  return good(words.check.firewallNone);
}

function on(name: string, command: string, ports: WantedPorts): Finding {
  return warning(words.check.firewallOn(name), words.check.firewallOnNext(portsText(ports)), command);
}

function unseen(system: 'darwin' | 'win32', command: string, ports: WantedPorts): Finding {
  return warning(words.check.firewallHidden[system], words.check.firewallHiddenNext[system](portsText(ports)), command);
}

const portsText = ({ tcp, udp }: WantedPorts): string => words.check.ports(tcp, udp);

/** For a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
