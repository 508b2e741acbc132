import type { ListenerRule } from '../../contract/model.ts';
import type { RefusalCause } from '../../contract/refusal-cause.ts';
import type { Permission } from '../devices/permissions.ts';

/** What a TLS client showed of itself and the hub's authority signed; its revocation is not yet checked. */
export interface PeerCertificate {
  /** Hexadecimal, upper case, without colons. */
  serial: string;
  commonName: string;
}

/** The listener that a connection came in by. */
export interface Entrance {
  rule: ListenerRule;
  /** For a TLS client that showed a certificate which the hub's authority signed and which is in its time. */
  certificate: PeerCertificate | null;
  /** Why a certificate that was shown is not trusted, in words; `null` if there is none or it is fine. */
  certificateFault: string | null;
  /** False once the listener was closed, or moved elsewhere. */
  isOpen?: () => boolean;
  /** To be called when its CONNECT came: from now on it waits for us, and not we for it. */
  asked?: () => void;
  /** To be called when it was let in: what holds for strangers holds for it no more. */
  letIn?: () => void;
}

/** A CONNECT, before anything about it is believed. */
export interface Attempt {
  /** Empty when the client left it to the broker to make one up. */
  clientId: string;
  cleanSession: boolean;
  userName: string | undefined;
  password: Uint8Array | undefined;
  /** Dotted quad, or IPv6 as the system writes it. */
  address: string | null;
  entrance: Entrance;
  /** The {@link Subject.key} of who is connected under a client id now; `null` if nobody is. */
  connectedAs: (clientId: string) => string | null;
}

/** On whose behalf a connection acts. */
export interface Subject {
  /**
   * `device:<id>`, `bootstrap:<id>:<client id>`, `token:<issuer id>:<subject>` or `anyone`: connections are ended by it
   * or by its beginning, and only who has the same may take over a client id that is connected.
   */
  key: string;
  /** `null` for who is no device. */
  deviceId: string | null;
  name: string;
  /**
   * What it may do at this moment; `null` if nothing any more. Asked at every publish, subscription and delivery,
   * so that a change holds at once: must be quick.
   */
  permission: () => Permission | null;
  /** Nothing is kept after it leaves, whatever it asked for. */
  forceCleanSession: boolean;
  /** When the connection ends by itself (milliseconds since the epoch), and why, in words. */
  ends: { at: number; why: string } | null;
}

/** Why a CONNECT is refused. `returnCode` is that of MQTT 3.1.1, table 3.1; `text` says the cause to the hub's owner. */
export interface Refusal {
  returnCode: 2 | 3 | 4 | 5;
  text: string;
  cause: RefusalCause;
  deviceId: string | null;
  /** The bootstrap credential that it came by. */
  bootstrapId?: string;
}

export type Admission = { ok: true; subject: Subject } | { ok: false; refusal: Refusal };

/** Decides who comes in. May take its time (a slow hash, an identity provider) without holding up other connections. */
export type Gate = (attempt: Attempt) => Promise<Admission>;
