import type { SnippetFacts } from './facts.ts';

/** A flow to import into Node-RED: a button that publishes one reading, and the broker with its credential. */
export function nodeRed({ name, host, port, authorityPem, userName, password, topic }: SnippetFacts): string {
  const id = (part: string) => nodeId(`${host}:${port}/${userName}/${part}`);
  const isEncrypted = authorityPem !== null;
  const flow = [
    {
      id: id('inject'),
      type: 'inject',
      name: '',
      props: [{ p: 'payload' }],
      repeat: '',
      crontab: '',
      once: false,
      onceDelay: 0.1,
      topic: '',
      payload: '21.5',
      payloadType: 'str',
      x: 140,
      y: 80,
      wires: [[id('out')]],
    },
    { id: id('out'), type: 'mqtt out', name: '', topic, qos: '1', retain: '', broker: id('broker'), x: 380, y: 80, wires: [] },
    {
      id: id('broker'),
      type: 'mqtt-broker',
      name,
      broker: host,
      port: String(port),
      clientid: userName,
      autoConnect: true,
      usetls: isEncrypted,
      ...(isEncrypted && { tls: id('tls') }),
      protocolVersion: '4',
      keepalive: '60',
      cleansession: true,
      credentials: { user: userName, password },
    },
    ...(isEncrypted ? [trust(id('tls'), authorityPem)] : []),
  ];
  return JSON.stringify(flow, null, 2);
}

const trust = (id: string, authorityPem: string) => ({
  id,
  type: 'tls-config',
  name: 'Porchlight',
  cert: '',
  key: '',
  ca: '',
  certname: '',
  keyname: '',
  caname: 'porchlight-ca.pem',
  servername: '',
  verifyservercert: true,
  alpnprotocol: '',
  credentials: { cadata: authorityPem },
});

/** 16 hexadecimal digits, as Node-RED names its nodes: the same for the same seed, so that importing twice makes no second broker. */
function nodeId(seed: string): string {
  const half = (start: number) => {
    // FNV-1a: spreads well, and nothing depends on its being hard to find.
    let hash = start;
    for (const byte of new TextEncoder().encode(seed)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x050c5d1f);
}
