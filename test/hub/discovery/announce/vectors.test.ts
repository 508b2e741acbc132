import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hubIdOf } from '../../../../electron/hub/certificates/identity.ts';
import { readAnnouncement } from '../../../../electron/hub/discovery/announce/announcement.ts';

interface Vector {
  name: string;
  text: string;
  /** What a device knows of its hub; `null`: it has none yet. */
  pinned: { hubId: string; lastSeq: number } | null;
  expect:
    | { outcome: 'ignore' }
    | {
        outcome: 'follow';
        hubId: string;
        seq: number;
        addresses: string[];
        mqtt: number | null;
        mqtts: number | null;
        pair: number | null;
      };
}

const FILE = join(import.meta.dirname, '../../../../resources/device/vectors.json');
const vectors = JSON.parse(readFileSync(FILE, 'utf8')) as { announcements: Vector[]; hubIds: { publicKey: string; hubId: string }[] };

describe('the vectors that devices are checked with', () => {
  test.each(vectors.announcements)('$name', ({ text, pinned, expect: wanted }) => {
    const read = readAnnouncement(Buffer.from(text));
    if (wanted.outcome === 'ignore') {
      const isNews = !('fault' in read) && (pinned === null || (read.hub === pinned.hubId && read.seq > pinned.lastSeq));
      expect(isNews).toBe(false);
    } else {
      const { outcome: _, hubId: hub, addresses, ...rest } = wanted;
      // Devices keep the first addresses alone.
      const addr = 'addr' in read ? read.addr.slice(0, addresses.length) : [];
      expect({ ...read, addr }).toMatchObject({ hub, addr: addresses, ...rest });
    }
  });

  test.each(vectors.hubIds)('hub $hubId', ({ publicKey, hubId }) => {
    expect(hubIdOf(Buffer.from(publicKey, 'base64url'))).toBe(hubId);
  });
});
