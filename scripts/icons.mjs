// npm run icons: draws resources/icons/porchlight.svg at every size that the systems ask for, and packs them for Windows and macOS.
import './lib/node-version.mjs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ICON_SIZES, iconFile } from '../packaging/icons.mjs';
import { isRoot, onLinux, Stop, say, script } from './lib/console.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { packIcns, packIco } from './lib/icon-files.mjs';
import { hasDisplay } from './lib/system.mjs';

await script(async () => {
  if (onLinux && !hasDisplay()) throw new Stop('There is no display here. Draw on a virtual one with: xvfb-run -a npm run icons');
  await installDependencies();
  Object.assign(process.env, (await findElectron()).env);
  const sizes = new Set([...ICON_SIZES.hicolor, ...ICON_SIZES.ico, ...ICON_SIZES.icns.map(([, size]) => size)]);
  for (const [size, png] of await draw(readFileSync(iconFile('svg'), 'utf8'), [...sizes])) writeFileSync(iconFile(size), png);
  const read = (size) => readFileSync(iconFile(size));
  writeFileSync(iconFile('ico'), packIco(ICON_SIZES.ico.map((size) => [size, read(size)])));
  writeFileSync(iconFile('icns'), packIcns(ICON_SIZES.icns.map(([type, size]) => [type, read(size)])));
  say(`Drew ${[...sizes].sort((a, b) => a - b).join(', ')} pixels, porchlight.ico and porchlight.icns`);
});

/** The picture as PNG, at each of these sizes: Electron shows an empty page, and draws on it. */
async function draw(svg, sizes) {
  const { _electron } = await import('@playwright/test');
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-icons-'));
  const page = join(folder, 'empty.html');
  writeFileSync(page, '<!doctype html><title>icons</title>');
  const app = await _electron.launch({ args: [...(onLinux && isRoot ? ['--no-sandbox'] : []), page] });
  try {
    const window = await app.firstWindow();
    const drawn = await window.evaluate(drawAll, { svg, sizes });
    return drawn.map(([size, base64]) => [size, Buffer.from(base64, 'base64')]);
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs in the page. */
async function drawAll({ svg, sizes }) {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${btoa(svg)}`;
  await image.decode();
  return sizes.map((size) => {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, 0, 0, size, size);
    return [size, canvas.toDataURL('image/png').split(',')[1]];
  });
}
