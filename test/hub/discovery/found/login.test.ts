import { describe, expect, it } from 'vitest';
import { basic, digest } from '../../../../electron/hub/discovery/found/login.ts';

/** RFC 7616, 3.9.1: its realm, nonce, user and password; a client nonce of our own. */
const CHALLENGE =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const MUFASA = { userName: 'Mufasa', password: 'Circle of Life' };

describe('logging in at a device', () => {
  it('proves the password by Digest without sending it, and counts', () => {
    const proof = digest(MUFASA, (count) => new Uint8Array(count).fill(1));
    expect(proof.header('GET', '/dir/index.html')).toBeNull();
    expect(proof.learn(CHALLENGE)).toBe(true);
    const first = proof.header('GET', '/dir/index.html') ?? '';
    expect(first).toContain('username="Mufasa"');
    expect(first).toContain('uri="/dir/index.html"');
    expect(first).toContain('nc=00000001');
    expect(first).toContain(`cnonce="${'01'.repeat(16)}"`);
    // By `openssl dgst -sha256`, step by step.
    expect(first).toContain('response="11b77c9e0b27ca01ff8980e9fc33c317b7360bece51b58f468db8f4e2d9b5740"');
    expect(first).not.toContain('Circle');
    expect(proof.header('GET', '/dir/index.html')).toContain('nc=00000002');
  });

  it('does not try again when the same nonce comes back', () => {
    const proof = digest(MUFASA, (count) => new Uint8Array(count));
    expect(proof.learn(CHALLENGE)).toBe(true);
    expect(proof.learn(CHALLENGE)).toBe(false);
  });

  it.each([
    'Basic realm="x"',
    'Digest realm="x", nonce="y", qop="auth", algorithm=MD5',
    'Digest realm="x", nonce="y", qop="auth"',
    'Digest realm="x", nonce="y", algorithm=SHA-256',
    'Digest realm="x", qop="auth", algorithm=SHA-256',
    `Digest realm="${'x'.repeat(200)}", nonce="y", qop="auth", algorithm=SHA-256`,
    'Digest realm="a\u0001b", nonce="y", qop="auth", algorithm=SHA-256',
    '',
  ])('answers no weaker or broken challenge: %s', (challenge) => {
    const proof = digest(MUFASA, (count) => new Uint8Array(count));
    expect(proof.learn(challenge)).toBe(false);
    expect(proof.header('GET', '/')).toBeNull();
  });

  it('sends Basic along at once', () => {
    const proof = basic({ userName: 'admin', password: 'pä:ss' });
    expect(proof.header('GET', '/')).toBe(`Basic ${Buffer.from('admin:pä:ss').toString('base64')}`);
    expect(proof.learn('Basic realm="x"')).toBe(false);
  });
});
