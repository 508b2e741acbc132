import type { Link } from './link.ts';
import { type OnPacket, PUBACK, PUBLISH } from './wire.ts';

/** Of one read of any link: what a read brought is acknowledged before the next one. */
const acknowledgements = Buffer.alloc(4 * 16_384);

/**
 * From now on messages are handed to `got`, those of QoS 1 are acknowledged, those of one read in one write, and then `after`
 * is called.
 */
export function receive(link: Link, qos: number, got: OnPacket, after: () => void = () => {}): void {
  let bytes = 0;
  const flush = () => {
    if (bytes > 0) link.write(Buffer.from(acknowledgements.subarray(0, bytes)));
    bytes = 0;
  };
  link.onPacket = (head, packet, start, end) => {
    if (head >> 4 !== PUBLISH) return;
    got(head, packet, start, end);
    if (qos === 0) return;
    const idAt = start + 2 + packet.readUInt16BE(start);
    acknowledgements[bytes] = PUBACK << 4;
    acknowledgements[bytes + 1] = 2;
    acknowledgements[bytes + 2] = packet[idAt] as number;
    acknowledgements[bytes + 3] = packet[idAt + 1] as number;
    bytes += 4;
    if (bytes === acknowledgements.length) flush();
  };
  link.onRead = () => {
    flush();
    after();
  };
}
