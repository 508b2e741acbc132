// npm run pictures: makes the README's pictures anew, from the real app with simulated devices.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const { status } = spawnSync(process.execPath, [join(root, 'scripts/test.mjs'), '--e2e', 'pictures.spec'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
mkdirSync(join(root, 'resources/pictures'), { recursive: true });
for (const name of ['door-code-light.png', 'topics-dark.png']) {
  copyFileSync(join(root, 'test-results/pictures', name), join(root, 'resources/pictures', name));
}
