// As much of DNS messages (RFC 1035) as finding a service needs. What arrives is hostile: every length is checked.
const TYPES = { A: 1, PTR: 12, TXT: 16, AAAA: 28, SRV: 33 };
const NAMES = Object.fromEntries(Object.entries(TYPES).map(([name, number]) => [number, name]));
/** Records of one message that are looked at. */
const MOST_RECORDS = 128;
/** A name that jumps more often goes in circles. */
const MOST_JUMPS = 16;
const LONGEST_NAME = 255;

/**
 * A multicast DNS question, for each `[name, type]`. Names are lists of labels, because a service's own may hold dots.
 * @param {[string[], 'A' | 'AAAA' | 'PTR' | 'SRV' | 'TXT'][]} questions
 */
export function encodeQuery(questions) {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(questions.length, 4);
  const parts = questions.map(([labels, type]) => {
    const name = labels.flatMap((label) => {
      const bytes = Buffer.from(label);
      if (bytes.length === 0 || bytes.length > 63) throw new RangeError('a label has 1 to 63 bytes');
      return [Buffer.of(bytes.length), bytes];
    });
    return Buffer.concat([...name, Buffer.of(0, 0, TYPES[type], 0, 1)]);
  });
  return Buffer.concat([header, ...parts]);
}

/**
 * The records of an answer; `null` if it is no answer or is malformed. `name` and, where the data is a name, `value` are lists of
 * labels; the value of a TXT record is an object of its `key=value` pairs, of an SRV record `{ port, target }`.
 */
export function decodeAnswer(packet) {
  try {
    return readAnswer(packet);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readAnswer(packet) {
  const isAnswer = packet.readUInt16BE(2) & 0x8000;
  if (!isAnswer) return null;
  let at = 12;
  for (let left = packet.readUInt16BE(4); left > 0; left--) at = readName(packet, at).end + 4;
  const count = packet.readUInt16BE(6) + packet.readUInt16BE(8) + packet.readUInt16BE(10);
  const records = [];
  for (let left = Math.min(count, MOST_RECORDS); left > 0; left--) {
    const { labels: name, end } = readName(packet, at);
    const type = NAMES[packet.readUInt16BE(end)];
    const ttl = packet.readUInt32BE(end + 4);
    const start = end + 10;
    at = start + packet.readUInt16BE(end + 8);
    if (at > packet.length) throw new RangeError('data beyond the end');
    const value = type && readValue(packet, type, start, at);
    if (value) records.push({ name, type, ttl, value });
  }
  return records;
}

function readValue(packet, type, start, end) {
  if (type === 'PTR') return readName(packet, start).labels;
  if (type === 'SRV') return { port: packet.readUInt16BE(start + 4), target: readName(packet, start + 6).labels };
  const data = packet.subarray(start, end);
  if (type === 'A') return data.length === 4 ? data.join('.') : null;
  if (type === 'AAAA') return data.length === 16 ? data.toString('hex').match(/.{4}/g).map(shorten).join(':') : null;
  return readPairs(data);
}

const shorten = (group) => group.replace(/^0{1,3}/, '');

function readPairs(data) {
  const pairs = {};
  for (let at = 0; at < data.length; at += 1 + data[at]) {
    const [key, ...value] = data.toString('utf8', at + 1, at + 1 + data[at]).split('=');
    pairs[key.toLowerCase()] ??= value.join('=');
  }
  return pairs;
}

function readName(packet, from) {
  const labels = [];
  let [at, end, jumps, length] = [from, null, 0, 0];
  for (;;) {
    const size = packet.readUInt8(at);
    if (size === 0) return { labels, end: end ?? at + 1 };
    if (size >= 0xc0) {
      end ??= at + 2;
      at = packet.readUInt16BE(at) & 0x3fff;
      if (++jumps > MOST_JUMPS) throw new RangeError('a name in circles');
    } else {
      length += size + 1;
      if (size > 63 || length > LONGEST_NAME || at + 1 + size > packet.length) throw new RangeError('a name that is too long');
      labels.push(packet.toString('utf8', at + 1, at + 1 + size));
      at += 1 + size;
    }
  }
}
