declare module '*/resources/device/lib/dns.mjs' {
  type Type = 'A' | 'AAAA' | 'PTR' | 'SRV' | 'TXT';
  export function encodeQuery(questions: [string[], Type][]): Buffer;
  export function decodeAnswer(packet: Uint8Array): { name: string[]; type: Type; ttl: number; value: unknown }[] | null;
}

declare module '*/resources/device/lib/browse.mjs' {
  interface Where {
    interfaces: { name: string; address: string; family: 'IPv4' | 'IPv6' }[];
    port: number;
    waitMs: number;
  }
  interface Hub {
    how: 'mdns';
    name: string;
    hubId: string | null;
    addresses: string[];
    port: number;
  }
  export function findHubs(where: Where): Promise<Hub[]>;
  export function resolveLocal(host: string, where: Where): Promise<string[]>;
}
