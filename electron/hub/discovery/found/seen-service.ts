/** A DNS-SD service that a device announced (RFC 6763). All of it is a claim of whoever sent it. */
export interface SeenService {
  /** For example `_shelly._tcp`. */
  type: string;
  instance: string;
  host: string;
  port: number;
  txt: Record<string, string>;
  /** Of its host, of either IP version. */
  addresses: string[];
  /** The address that told it. */
  from: string;
}

/** Follows services of these types until `stop`. `seen` comes again when something about one changed. */
export type Browse = (
  types: string[],
  on: { seen(service: SeenService): void; gone(service: { type: string; instance: string }): void },
) => { stop(): void };
