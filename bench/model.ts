/** A login of one client. */
export interface Account {
  clientId: string;
  userName: string;
  password: string;
}

/** Where a broker listens on 127.0.0.1, and its process. */
export interface Endpoint {
  pid: number;
  port: number;
  tlsPort: number;
}

/** Of Porchlight. */
export interface HubEndpoint extends Endpoint {
  /** How long the hub took to start, until it was ready: without loading the program. */
  startMs: number;
  /** CPU time that it used for that: the same on a busy machine. */
  startCpuMs: number;
}

/** What one look at the queues told. */
export interface Listing {
  ms: number;
  messages: number;
}

/** Where one connection goes. */
export interface Door {
  port: number;
  tls: boolean;
}

/** What every load is told: how long it runs in before it counts, and how long it counts. */
export interface Timing {
  warmUpMs: number;
  ms: number;
  /** The process whose CPU time is read while it counts. */
  pid: number;
}

/** What a load counted. */
export interface Counted {
  operations: number;
  seconds: number;
  /** CPU time, in seconds; `null` where the system does not tell. */
  brokerCpu: number | null;
  generatorCpu: number;
  /** Messages that never came. */
  lost: number;
}

/** Delays of messages from the write to the read, in milliseconds. */
export interface Delays {
  count: number;
  p50: number;
  p99: number;
  max: number;
  /** How late the generator's own thread was, 99th percentile: a part of the delays that is not the broker's. */
  ownP99: number;
  brokerCpu: number | null;
  generatorCpu: number;
  seconds: number;
}
