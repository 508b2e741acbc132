import type { Device } from '../../../../electron/contract/model.ts';
import type { BrokerDoor } from '../broker-doors.ts';
import { exampleTopic, resolvedFilters } from '../publish-command.ts';

/** All that another program has to be told to use a credential. */
export interface SnippetFacts {
  /** What people call the device; may hold anything. */
  name: string;
  host: string;
  port: number;
  /** What to trust at a port that speaks TLS, PEM; `null`: the port is plain. */
  authorityPem: string | null;
  userName: string;
  password: string;
  /** A topic that it may publish a reading to. */
  topic: string;
  /** What stands before all of its topics, without the last slash; `null` where its permission has no such. */
  base: string | null;
  /** It may publish under any topic, also outside of `base`. */
  everywhere: boolean;
}

interface Credential {
  device: Pick<Device, 'id' | 'name' | 'userName' | 'clientId' | 'permission'>;
  password: string;
}

/** What to tell a program of this credential, for one of the hub's doors. */
export function snippetFacts({ device, password }: Credential, door: BrokerDoor, authorityPem: string): SnippetFacts {
  const publish = resolvedFilters(device.permission.publish, device);
  const everywhere = publish.includes('#');
  const base = publish.map((filter) => /^([^+#]+)\/#$/.exec(filter)?.[1]).find((found) => found !== undefined);
  return {
    name: device.name,
    host: door.host,
    port: door.port,
    authorityPem: door.isEncrypted ? authorityPem : null,
    userName: device.userName,
    password,
    topic: exampleTopic(publish),
    base: base ?? (everywhere ? `porchlight/${device.userName}` : null),
    everywhere,
  };
}
