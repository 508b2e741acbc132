import { type Finding, good, listed, skipped, warning } from './finding.ts';
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
      return unseen(
        'The firewall of macOS',
        'it is on and Porchlight is not allowed in System Settings, Network, Firewall',
        command,
        ports,
      );
    }
    case 'win32': {
      const command = `netsh advfirewall firewall add rule name="Porchlight" dir=in action=allow profile=private program="${system.program}"`;
      const remedy = 'somebody answered No when Windows asked whether Porchlight may use the network';
      return unseen('Windows Defender Firewall', remedy, command, ports);
    }
    default:
      return skipped('Porchlight does not know the firewall of this system.', `If there is one, let ${portsText(ports)} through.`);
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
  return good('Neither ufw nor firewalld is on. Rules that were made with nftables or iptables alone cannot be seen from here.');
}

function on(name: string, command: string, ports: WantedPorts): Finding {
  return warning(
    `The firewall ${name} is on. Porchlight cannot see whether it lets devices in.`,
    `If devices cannot connect, let ${portsText(ports)} through with this command.`,
    command,
  );
}

function unseen(name: string, when: string, command: string, ports: WantedPorts): Finding {
  return warning(
    `Porchlight cannot see whether ${name} lets devices in.`,
    `It does not if ${when}. If devices cannot connect, this command, run as administrator, opens ${portsText(ports)} to Porchlight.`,
    command,
  );
}

function portsText({ tcp, udp }: WantedPorts): string {
  const parts = [tcp.length > 0 ? `TCP ${listed(tcp.map(String))}` : [], udp.length > 0 ? `UDP ${listed(udp.map(String))}` : []].flat();
  return parts.join('; ');
}

/** For a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
