import { describe, expect, it } from 'vitest';
import { fileFor } from '../../electron/desktop/renderer-files.ts';
import { headersFor } from '../../electron/pages/page-files.ts';

const file = (address: string) => fileFor('/app/renderer', address);

describe('fileFor', () => {
  it('finds our files', () => {
    expect(file('app://porchlight/')).toBe('/app/renderer/index.html');
    expect(file('app://porchlight/index.html?x=1#popup')).toBe('/app/renderer/index.html');
    expect(file('app://porchlight/assets/a%20b.js')).toBe('/app/renderer/assets/a b.js');
  });

  it.each([
    'app://porchlight/../main.cjs',
    'app://porchlight/%2e%2e/main.cjs',
    'app://porchlight/..%2fmain.cjs',
    'app://porchlight/..%5cmain.cjs',
    'app://porchlight/a/..%2f..%2fmain.cjs',
    'app://porchlight/..%2frenderer-other/x.js',
    'app://porchlight/C%3a/x',
    'app://porchlight/%00',
    'app://porchlight/%ff',
    'app://other/index.html',
    'app://me@porchlight/index.html',
    'file:///app/renderer/index.html',
    'https://porchlight/index.html',
    'nonsense',
  ])('never leads out of the folder: %s', (address) => {
    const found = file(address);
    expect(found === null || found.startsWith('/app/renderer/')).toBe(true);
    // What a browser's parser flattens stays inside, where there is no such file.
    expect(found).not.toBe('/app/main.cjs');
  });

  it('refuses the folder itself', () => {
    expect(file('app://porchlight/.')).toBe('/app/renderer/index.html');
    expect(file('app://porchlight/a%2f..')).toBeNull();
  });
});

describe('headersFor', () => {
  it('names the type and forbids guessing it', () => {
    expect(headersFor('/x/a.js')).toMatchObject({ 'Content-Type': 'text/javascript; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
    expect(headersFor('/x/a.unknown')['Content-Type']).toBe('application/octet-stream');
  });

  it('sends the same strict policy with everything, also with a refusal', () => {
    const policy = headersFor(null)['Content-Security-Policy'];
    expect(policy).toBe(headersFor('/x/index.html')['Content-Security-Policy']);
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).not.toContain('unsafe');
  });
});
