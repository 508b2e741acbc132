import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { inBrowser } from './browser-shell.ts';
import type { RunningApp } from './launch-app.ts';

/** Answers the system's own save dialog, which no test can see, and presses the button that opens it; `file` must be a new one. */
export async function saveAs(running: RunningApp, button: Locator, file: string): Promise<string> {
  if (inBrowser) {
    const [download] = await Promise.all([running.window.waitForEvent('download'), button.click()]);
    await download.saveAs(file);
    return file;
  }
  await running.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await button.click();
  await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);
  return file;
}

export const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** What a TLS server shows to who connects with these options: OpenSSL's report. */
export function shownBy(port: number, ...options: string[]): string {
  const args = ['s_client', '-connect', `127.0.0.1:${port}`, ...options];
  return execFileSync('openssl', args, { encoding: 'utf8', input: '', stdio: ['pipe', 'pipe', 'ignore'] });
}

/** Files as certbot leaves them: a certificate for a name, the chain to an authority of its own, and the key. */
export function certbotFiles(folder: string, name: string): { certificateFile: string; chainFile: string; keyFile: string } {
  const path = (file: string) => join(folder, file);
  openssl(
    ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj'.split(' '),
    '/CN=Test authority',
    '-keyout',
    path('ca.key'),
    '-out',
    path('chain.pem'),
  );
  openssl(
    ...'req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj'.split(' '),
    `/CN=${name}`,
    '-keyout',
    path('privkey.pem'),
    '-out',
    path('request.pem'),
  );
  writeFileSync(path('extensions'), `subjectAltName=DNS:${name}\n`);
  const sign = [
    'x509',
    '-req',
    '-in',
    path('request.pem'),
    '-CA',
    path('chain.pem'),
    '-CAkey',
    path('ca.key'),
    '-CAcreateserial',
    '-days',
    '20',
  ];
  openssl(...sign, '-extfile', path('extensions'), '-out', path('cert.pem'));
  return { certificateFile: path('cert.pem'), chainFile: path('chain.pem'), keyFile: path('privkey.pem') };
}
