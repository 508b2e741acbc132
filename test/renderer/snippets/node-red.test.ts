import { describe, expect, it } from 'vitest';
import { nodeRed } from '../../../renderer/features/devices/snippets/node-red.ts';
import { authorityPem, nastyFacts, someFacts } from './facts.ts';

interface Node {
  id: string;
  type: string;
  [property: string]: unknown;
}
const nodes = (flow: string) => new Map((JSON.parse(flow) as Node[]).map((node) => [node.type, node]));

describe('Node-RED', () => {
  it('is a flow whose parts belong together, with the credential where an import looks for it', () => {
    const flow = nodes(nodeRed(someFacts()));
    expect([...flow.keys()]).toEqual(['inject', 'mqtt out', 'mqtt-broker', 'tls-config']);
    expect(flow.get('inject')?.wires).toEqual([[flow.get('mqtt out')?.id]]);
    expect(flow.get('mqtt out')).toMatchObject({ topic: 'porchlight/desk/temperature', broker: flow.get('mqtt-broker')?.id });
    expect(flow.get('mqtt-broker')).toMatchObject({
      broker: '192.168.1.5',
      port: '8883',
      usetls: true,
      tls: flow.get('tls-config')?.id,
      credentials: { user: 'desk', password: 'q7GmXn2vT8kPzR4wYb6HcD' },
    });
    expect(flow.get('tls-config')).toMatchObject({ verifyservercert: true, credentials: { cadata: authorityPem } });
  });

  it('uses no TLS at a plain port', () => {
    const flow = nodes(nodeRed(someFacts({ authorityPem: null, port: 1883 })));
    expect(flow.has('tls-config')).toBe(false);
    expect(flow.get('mqtt-broker')).toMatchObject({ port: '1883', usetls: false });
  });

  it('names its nodes as Node-RED does: all different, the same again for the same credential, others for another', () => {
    const ids = (flow: string) => [...nodes(flow).values()].map(({ id }) => id);
    const first = ids(nodeRed(someFacts()));
    expect(new Set(first).size).toBe(4);
    for (const id of first) expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(ids(nodeRed(someFacts()))).toEqual(first);
    expect(ids(nodeRed(someFacts({ userName: 'lamp' }))).filter((id) => first.includes(id))).toEqual([]);
  });

  it('holds any text', () => {
    const facts = nastyFacts();
    const flow = nodes(nodeRed(facts));
    expect(flow.get('mqtt-broker')).toMatchObject({ name: facts.name, credentials: { user: facts.userName, password: facts.password } });
  });
});
