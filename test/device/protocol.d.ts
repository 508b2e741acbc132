declare module '*/resources/device/lib/protocol.mjs' {
  export const MAX_ANNOUNCEMENT_BYTES: number;
  export const MAX_ANSWER_BYTES: number;

  export interface Followed {
    outcome: 'follow';
    hubId: string;
    name: string;
    seq: number;
    addresses: string[];
    mqtt: number | null;
    mqtts: number | null;
    pair: number | null;
  }
  export interface Ignored {
    outcome: 'ignore';
    reason: 'form' | 'algorithm' | 'type' | 'hub' | 'key' | 'signature' | 'claims' | 'old';
  }
  export function checkAnnouncement(packet: Uint8Array, pinned: { hubId: string; lastSeq: number } | null): Followed | Ignored;

  export interface Allowed {
    state: 'allowed';
    deviceId: string;
    mqtt: {
      host: string;
      addresses: string[];
      port: number | null;
      tlsPort: number | null;
      username: string;
      password: string;
      clientId: string;
      baseTopic: string;
    };
    trust: { ca: string; serverKeyFingerprint: string; hubId: string; hubPublicKey: string };
  }
  export type Answer =
    | { state: 'asked'; requestId: string; hubId: string; hubNonce: string; pollAfterSeconds: number }
    | { state: 'pending'; pollAfterSeconds: number }
    | { state: 'busy'; waitSeconds: number }
    | { state: 'closed' | 'conflict' | 'rejected' | 'revealed' | 'dead' | 'denied' | 'gone' | 'unreadable' }
    | Allowed;
  export function readAnswer(step: 'ask' | 'reveal' | 'poll', status: number, retryAfter: string | null, body: Uint8Array): Answer;
  export function refuses(allowed: Allowed, seen: { deviceId: string; spki: string; hubId: string }): 'device' | 'key' | 'hub' | null;

  export function code(spki: Uint8Array, deviceNonce: Uint8Array, hubNonce: Uint8Array): number;
  export function codeText(code: number): string;
  export function commitment(deviceNonce: Uint8Array): string;
  export function hubId(publicKey: Uint8Array): string;
  export function spkiOf(publicKey: import('node:crypto').KeyObject): Buffer;
  export function fromBase64url(text: unknown): Buffer | null;
}
