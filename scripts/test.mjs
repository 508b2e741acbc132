// npm test: installs what is missing, then types, lint, unit tests, build and end-to-end tests; stops at the first that fails.
// `npm test -- --unit [vitest arguments]` or `npm test -- --e2e [playwright arguments]` runs one kind alone.
import './lib/node-version.mjs';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './build.mjs';
import { onLinux, root, run, Stop, say, script, which } from './lib/console.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { E2E_PROGRAMS, ensureLibraries, ensurePrograms, ensureSandbox, UNIT_PROGRAMS } from './lib/system.mjs';

const results = join(root, 'test-results');
const bin = (path) => join(root, 'node_modules', path);
const node = (path, ...args) => [process.execPath, [bin(path), ...args]];

const [kind, ...rest] = process.argv.slice(2);
const only = { '--unit': 'unit', '--e2e': 'e2e' }[kind];
const wants = (name) => only === undefined || only === name;

await script(async () => {
  if (kind !== undefined && only === undefined)
    throw new Stop(`${kind} is not known here; use --unit or --e2e, and then their own arguments.`);
  await installDependencies();
  const electron = await findElectron();
  if (onLinux) {
    await ensureLibraries(electron.executable);
    if (wants('e2e')) {
      ensureSandbox(electron.executable);
      await ensurePrograms(E2E_PROGRAMS);
    } else await ensurePrograms(UNIT_PROGRAMS);
  }
  mkdirSync(results, { recursive: true });

  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps(electron)) {
    say(step.name);
    const ok = await step.run();
    const counted = step.count?.();
    if (counted) for (const key of Object.keys(total)) total[key] += counted[key];
    if (!ok) {
      console.error(`porchlight: failed at: ${step.name}`);
      if (counted) conclude(total);
      return 1;
    }
  }
  conclude(total);
  return 0;
});

function steps(electron) {
  const all = [];
  if (only === undefined) {
    all.push({ name: 'Types', run: () => succeeds(...node('typescript/bin/tsc', '-p', '.')) });
    all.push({ name: 'Lint', run: () => succeeds(...node('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.')) });
  }
  if (wants('unit')) {
    const report = join(results, 'unit.json');
    all.push({
      name: 'Unit tests',
      run: () => {
        rmSync(report, { force: true });
        const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...(only ? rest : [])];
        return succeeds(electron.executable, [bin('vitest/vitest.mjs'), ...args], { ...electron.env, ELECTRON_RUN_AS_NODE: '1' });
      },
      count: () =>
        counts(report, ({ numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests }) => ({
          passed: numPassedTests,
          failed: numFailedTests || numFailedTestSuites,
          skipped: numPendingTests + numTodoTests,
        })),
    });
  }
  if (wants('e2e')) {
    const report = join(results, 'e2e.json');
    all.push({ name: 'Build', run: async () => (await buildApp()) || true });
    all.push({
      name: 'End-to-end tests',
      run: () => {
        rmSync(report, { force: true });
        const [command, args] = onVirtualDesktop(...node('@playwright/test/cli.js', 'test', '--reporter=list,json', ...(only ? rest : [])));
        const env = { ...electron.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
        // On Linux the tests see the virtual display alone, never the person's own desktop.
        if (onLinux) Object.assign(env, { WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' });
        return succeeds(command, args, env);
      },
      count: () =>
        counts(report, ({ stats }) => ({
          passed: stats.expected,
          failed: stats.unexpected + stats.flaky,
          skipped: stats.skipped,
        })),
    });
  }
  return all;
}

/** On Linux: a display and a session bus of the tests' own, so that nothing pops up on the person's screen. */
function onVirtualDesktop(command, args) {
  if (!onLinux) return [command, args];
  const wrapped = ['-a', '-s', '-screen 0 1600x1000x24', 'dbus-run-session', '--', command, ...args];
  return [which('xvfb-run'), wrapped];
}

async function succeeds(command, args, env = {}) {
  return (await run(command, args, { env: { ...process.env, ...env } })) === 0;
}

function counts(report, read) {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return undefined; // the runner did not get as far as a report
  }
}

/** The last line, in a form that machines read too. */
function conclude({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}
