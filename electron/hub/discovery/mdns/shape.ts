import { LIMITS } from '../../limits.ts';

const HEADER_BYTES = 12;
/** Type, class, time to live and length of a record, after its name. */
const FIXED_BYTES = 10;
const TYPE = { A: 1, NULL: 10, PTR: 12, TXT: 16, AAAA: 28, SRV: 33 };

/** Where the name that begins at `at` ends in its own place; `null` if there is no sound name. Follows pointers to judge the rest. */
function nameEnd(packet: Buffer, at: number): number | null {
  let end: number | null = null;
  let bytes = 0;
  let from = at;
  for (let pointers = 0; ; ) {
    const length = packet[from];
    if (length === undefined) return null;
    if (length === 0) return end ?? from + 1;
    if (length < 0x40) {
      bytes += length + 1;
      from += length + 1;
      if (bytes > 254) return null;
    } else if (length >= 0xc0) {
      const low = packet[from + 1];
      if (low === undefined || ++pointers > LIMITS.mdnsPointers) return null;
      end ??= from + 2;
      from = ((length & 0x3f) << 8) | low;
    } else return null;
  }
}

function isTxt(data: Buffer): boolean {
  let at = 0;
  let strings = 0;
  while (at < data.length && ++strings <= LIMITS.mdnsTxtStrings) at += 1 + (data[at] ?? 0);
  return at === data.length;
}

/** Whether the data of a record fills exactly the length that it claims; `null` for types that the hub has no use for. */
function fits(packet: Buffer, type: number, start: number, end: number): boolean | null {
  if (type === TYPE.A) return end - start === 4;
  if (type === TYPE.AAAA) return end - start === 16;
  if (type === TYPE.PTR) return nameEnd(packet, start) === end;
  if (type === TYPE.SRV) return end - start > 6 && nameEnd(packet, start + 6) === end;
  if (type === TYPE.TXT) return isTxt(packet.subarray(start, end));
  return null;
}

/**
 * A copy of a packet that is safe to decode, or `null` if it is malformed or too large. The decoder believes the counts in the header
 * and what lies inside a record rather than the record's length, so both are checked before; records of types that the hub has
 * no use for are turned into the type NULL, whose decoder looks at the length alone.
 */
export function soundPacket(packet: Buffer): Buffer | null {
  if (packet.length < HEADER_BYTES || packet.length > LIMITS.mdnsPacketBytes) return null;
  const questions = packet.readUInt16BE(4);
  const records = packet.readUInt16BE(6) + packet.readUInt16BE(8) + packet.readUInt16BE(10);
  if (questions + records > LIMITS.mdnsRecords) return null;
  const sound = Buffer.from(packet);
  let at = HEADER_BYTES;
  for (let count = 0; count < questions; count++) {
    const end = nameEnd(packet, at);
    if (end === null || end + 4 > packet.length) return null;
    at = end + 4;
  }
  for (let count = 0; count < records; count++) {
    const fixed = nameEnd(packet, at);
    if (fixed === null || fixed + FIXED_BYTES > packet.length) return null;
    const start = fixed + FIXED_BYTES;
    const end = start + packet.readUInt16BE(fixed + 8);
    if (end > packet.length) return null;
    const fit = fits(packet, packet.readUInt16BE(fixed), start, end);
    if (fit === false) return null;
    if (fit === null) sound.writeUInt16BE(TYPE.NULL, fixed);
    at = end;
  }
  return sound;
}
