// npm run bench: how fast the broker is, beside bare aedes and mosquitto in the same run. Goals are ratios, because figures
// depend on the machine. `npm run bench -- --quick` takes some minutes; `--only NAME` measures one thing; `--profile` writes
// CPU profiles to test-results/, one for each thread. Results: the table that it prints, and test-results/bench.json.
import './lib/node-version.mjs';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLinux, root, run, Stop, script } from './lib/console.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { findMosquitto } from './lib/mosquitto.mjs';
import { ensureLibraries } from './lib/system.mjs';

const NAMES = [
  'memory',
  'fan-in-0',
  'fan-in-1',
  'fan-in-durable',
  'fan-out',
  'queues',
  'connects',
  'tls',
  'latency',
  'permission-check',
  'password-storm',
  'queue-million',
];
const PROCESSES = {
  main: 'bench/main.ts',
  generator: 'bench/load/generator.ts',
  porchlight: 'bench/brokers/porchlight.ts',
  'storage-thread': 'electron/storage-thread.ts',
  aedes: 'bench/brokers/aedes.ts',
  mosquitto: 'bench/brokers/mosquitto.ts',
  echo: 'bench/brokers/echo.ts',
  'permission-check': 'bench/micro/permission-check.ts',
};

/** Reads the arguments; stops at one that is not known. */
function parse(given) {
  const options = { quick: false, only: null, profile: null };
  for (let at = 0; at < given.length; at++) {
    if (given[at] === '--quick') options.quick = true;
    else if (given[at] === '--profile') options.profile = join(root, 'test-results');
    else if (given[at] === '--only' && NAMES.includes(given[at + 1])) options.only = given[++at];
    else throw new Stop(`${given[at]} is not known here; use --quick, --profile, or --only with one of ${NAMES.join(', ')}.`);
  }
  return options;
}

/** Bundled as the app is, so that what is measured loads and weighs the same. */
async function buildInto(folder) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true, target: 'node' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      ssr: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        external: [/^node:/, ...builtinModules],
        input: Object.fromEntries(Object.entries(PROCESSES).map(([name, file]) => [name, join(root, file)])),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[hash].cjs' },
      },
    },
  });
}

await script(async () => {
  const options = parse(process.argv.slice(2));
  await installDependencies();
  const electron = await findElectron();
  if (onLinux) await ensureLibraries(electron.executable);
  const mosquitto = await findMosquitto();
  const results = join(root, 'test-results');
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
  try {
    const built = join(folder, 'built');
    await buildInto(built);
    const args = { ...options, folder, resultFile: join(results, 'bench.json'), mosquitto };
    return await run(electron.executable, [join(built, 'main.cjs'), JSON.stringify(args)], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
