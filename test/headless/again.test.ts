import { expect, it } from 'vitest';
import { startedWith } from '../../electron/headless/again.ts';

const FLAG = '--restore-backup=b';
const installed = { execPath: '/opt/Porchlight/porchlight', args: ['--headless'], env: {}, platform: 'linux', isPackaged: true } as const;
const fromSource = {
  ...installed,
  execPath: '/p/electron',
  args: ['/p', '--no-sandbox', '--headless', '--data-dir=/srv/my lab'],
  isPackaged: false,
};

it.each([
  ['an installed program', installed, '/opt/Porchlight/porchlight --headless --restore-backup=b'],
  [
    'an AppImage',
    { ...installed, env: { APPIMAGE: '/home/me/Porchlight.AppImage' } },
    '/home/me/Porchlight.AppImage --headless --restore-backup=b',
  ],
  [
    'npm start',
    { ...fromSource, env: { npm_lifecycle_event: 'start' } },
    "npm start -- --headless '--data-dir=/srv/my lab' --restore-backup=b",
  ],
  ['Electron itself', fromSource, "/p/electron /p --no-sandbox --headless '--data-dir=/srv/my lab' --restore-backup=b"],
  [
    'one that named another backup',
    { ...installed, args: ['--restore-backup=a', '--headless'] },
    '/opt/Porchlight/porchlight --headless --restore-backup=b',
  ],
  [
    'a folder with a quote',
    { ...installed, args: ["--data-dir=/it's"] },
    "/opt/Porchlight/porchlight '--data-dir=/it'\\''s' --restore-backup=b",
  ],
  [
    'Windows',
    { ...installed, execPath: 'C:\\Program Files\\P\\p.exe', platform: 'win32' as const },
    '"C:\\Program Files\\P\\p.exe" --headless --restore-backup=b',
  ],
])('names the command that starts %s with one more flag', (_name, started, command) => {
  expect(startedWith(FLAG, started)).toBe(command);
});
