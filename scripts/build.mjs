// Builds what `main` in package.json names: out/main.cjs, out/run-desktop.cjs, out/hub-thread.cjs, out/storage-thread.cjs, out/backup-thread.cjs, out/updater.cjs, out/preload.cjs and out/renderer/.
// Everything is bundled, so that the app starts fast and carries no node_modules. `--force` builds even when nothing changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, Stop, script } from './lib/console.mjs';
import { LICENCES_FILE, licencesOf } from './lib/licences.mjs';
import { preloadStart } from './lib/preload-start.mjs';

// What the pinned Electron brings; the stand-in for closed networks (lib/electron.mjs) is the older of the two.
const NODE = 'node24';
const CHROME = 'chrome148';

const out = join(root, 'out');
const external = ['electron', /^electron\//, /^node:/, ...builtinModules];

const common = (outDir) => ({
  root,
  configFile: false,
  envDir: false,
  publicDir: false,
  logLevel: 'warn',
  build: { outDir, emptyOutDir: false, reportCompressedSize: false },
});

/**
 * One CommonJS file for Node: no other chunk, so `import.meta.dirname` is the output folder for all of its code. As an ES module it
 * would start later: Node reads each export of each of its own modules for one, and `node:http` loads all of fetch at that.
 */
const forNode =
  (name, folder = '.') =>
  (outDir) => {
    const base = common(outDir);
    return {
      ...base,
      define: { 'process.env.NODE_ENV': '"production"' },
      ssr: { noExternal: true, target: 'node' },
      build: {
        ...base.build,
        ssr: true,
        target: NODE,
        minify: false,
        rolldownOptions: {
          external,
          input: join(root, 'electron', folder, `${name}.ts`),
          output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
        },
      },
    };
  };

/** A sandboxed preload can require('electron') and nothing else, and must be CommonJS. */
const preload = (outDir) => {
  const base = common(outDir);
  return {
    ...base,
    build: {
      ...base.build,
      target: CHROME,
      minify: false,
      lib: { entry: join(root, 'electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      rolldownOptions: { external: ['electron'] },
    },
  };
};

const renderer = async (outDir) => {
  const { default: react } = await import('@vitejs/plugin-react');
  const base = common(join(outDir, 'renderer'));
  return {
    ...base,
    root: join(root, 'renderer'),
    base: './',
    plugins: [react(), preloadStart()],
    build: {
      ...base.build,
      target: CHROME,
      minify: true,
      // The content security policy allows neither data: assets nor inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: { input: ['index.html', 'login.html'].map((page) => join(root, 'renderer', page)) },
    },
  };
};

const targets = [
  forNode('main'),
  forNode('run-desktop', 'desktop'),
  forNode('hub-thread'),
  forNode('storage-thread'),
  forNode('backup-thread'),
  forNode('updater'),
  preload,
  renderer,
];

function* files(path) {
  if (!existsSync(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* files(inner);
    else yield inner;
  }
}

function sourceHash() {
  const hash = createHash('sha256');
  const single = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs', 'scripts/lib/licences.mjs'];
  const folders = ['electron', 'renderer', 'packaging/licences'].flatMap((name) => [...files(join(root, name))]);
  for (const file of [...single.map((name) => join(root, name)), ...folders]) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Returns true when something was built. */
export async function buildApp({ force = false } = {}) {
  const stamp = join(out, '.stamp');
  const wanted = sourceHash();
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;

  const { build } = await import('vite');
  // Built beside and moved into place whole: a failed build leaves the last good one.
  const fresh = `${out}.${process.pid}`;
  try {
    rmSync(fresh, { recursive: true, force: true });
    const ends = await Promise.allSettled(targets.map(async (config) => build(await config(fresh))));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    writeFileSync(join(fresh, LICENCES_FILE), licencesOf(ends.map(({ value }) => value)));
    writeFileSync(join(fresh, '.stamp'), wanted);
    rmSync(out, { recursive: true, force: true });
    renameSync(fresh, out);
  } catch (error) {
    throw new Stop(`the build failed.\n${error.message}`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await script(async () => {
    const started = Date.now();
    const built = await buildApp({ force: process.argv.includes('--force') });
    console.log(built ? `built in ${((Date.now() - started) / 1000).toFixed(1)} s` : 'nothing to build');
  });
}
