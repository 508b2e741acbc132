// npm test: installs what is missing, then types, lint, unit tests, build, end-to-end tests, power cuts, and a package with its tests;
// stops at the first that fails.
// `npm test -- --unit [vitest arguments]` or `npm test -- --e2e [playwright arguments]` runs one kind alone.
// `npm test -- --e2e --packaged [playwright arguments]` runs the end-to-end tests against a package; `npm test -- --package` makes one
// and runs its own tests.
// `npm test -- --e2e --headless [playwright arguments]` runs those that make sense there against a hub without a screen, in a browser.
// The unit tests attack a hub for some seconds; `npm run test:attack` does so in full, for some minutes.
// The power cuts kill the app ten times; `npm run test:kill` does so a hundred times (`-- --seed=N` repeats a plan).
import './lib/node-version.mjs';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './build.mjs';
import { onLinux, root, run, Stop, say, script, which } from './lib/console.mjs';
import { installDependencies, PACKAGING } from './lib/dependencies.mjs';
import { findElectron } from './lib/electron.mjs';
import { findMosquitto } from './lib/mosquitto.mjs';
import { E2E_PROGRAMS, ensureLibraries, ensurePrograms, ensureSandbox, PACKAGE_PROGRAMS, UNIT_PROGRAMS } from './lib/system.mjs';
import { packageForTests } from './lib/test-package.mjs';

const results = join(root, 'test-results');
const bin = (path) => join(root, 'node_modules', path);
const node = (path, ...args) => [process.execPath, [bin(path), ...args]];

const [kind, ...rest] = process.argv.slice(2);
const only = { '--unit': 'unit', '--e2e': 'e2e', '--package': 'package', '--attack': 'attack', '--kill': 'kill' }[kind];
const wants = (name) => only === undefined || only === name;
const packaged = only === 'e2e' && rest[0] === '--packaged';
const headless = only === 'e2e' && rest[0] === '--headless';
if (packaged || headless) rest.shift();
/** Makes the end-to-end tests start the app without a screen, and look at it in a browser. */
const browserShell = { PORCHLIGHT_SHELL: 'browser' };
/** Of them, those that a whole run repeats there; `--e2e --headless` repeats all. */
const SAME_IN_BROWSER = [
  'a device added by hand connects with what is shown once',
  'Deny keeps a device quiet, and Undo lets it ask again',
  'the tree is sorted and searched',
];
/** Of the end-to-end tests, those that a whole run repeats against the package; `--e2e --packaged` repeats all. */
const SAME_ON_PACKAGE = [
  'a device knocks, a person clicks Allow, its readings appear',
  'a device added by hand connects with what is shown once',
  'the tree is sorted and searched',
];
/** What the tests of and with a package are told of it. */
let packageEnv = {};
/** On Linux the tests see the virtual display alone, never the person's own desktop. */
const virtualOnly = onLinux ? { WAYLAND_DISPLAY: undefined, XDG_SESSION_TYPE: 'x11' } : {};

await script(async () => {
  if (kind !== undefined && only === undefined)
    throw new Stop(`${kind} is not known here; use --unit, --e2e, --package, --attack or --kill, and then their own arguments.`);
  await installDependencies();
  if (wants('package') || packaged) await installDependencies(PACKAGING);
  const electron = await findElectron();
  if (onLinux) {
    await ensureLibraries(electron.executable);
    if (wants('e2e') || wants('kill') || wants('package')) {
      ensureSandbox(electron.executable);
      await ensurePrograms(E2E_PROGRAMS);
      if (wants('package')) await ensurePrograms(PACKAGE_PROGRAMS);
      if (wants('e2e')) await findMosquitto();
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
  if (wants('unit') || only === 'attack') {
    const isAttack = only === 'attack';
    const report = join(results, isAttack ? 'attack.json' : 'unit.json');
    all.push({
      name: isAttack ? 'Attacks' : 'Unit tests',
      run: () => {
        rmSync(report, { force: true });
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
        const args = ['run', ...reporters, ...(isAttack ? ['--project', 'attack'] : []), ...(only ? rest : [])];
        const env = { ...electron.env, ELECTRON_RUN_AS_NODE: '1', ...(isAttack ? { PORCHLIGHT_ATTACK: 'full' } : {}) };
        return succeeds(electron.executable, [bin('vitest/vitest.mjs'), ...args], env);
      },
      count: () =>
        counts(report, ({ numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests }) => ({
          passed: numPassedTests,
          failed: numFailedTests || numFailedTestSuites,
          skipped: numPendingTests + numTodoTests,
        })),
    });
  }
  if (wants('e2e') || wants('kill')) all.push({ name: 'Build', run: async () => (await buildApp()) || true });
  if (packaged) all.push(packaging(electron));
  if (wants('e2e')) all.push(playwright('End-to-end tests', 'e2e', electron, only ? rest : [], undefined, headless ? browserShell : {}));
  if (only === undefined) {
    const titles = ['-g', SAME_IN_BROWSER.join('|')];
    all.push(playwright('The same in a browser', 'browser', electron, titles, SAME_IN_BROWSER.length, browserShell));
  }
  // Windows has no process groups that can be killed in one stroke.
  if (wants('kill') && process.platform !== 'win32') {
    const report = join(results, 'kill.json');
    all.push({
      name: 'Power cuts',
      run: () => {
        rmSync(report, { force: true });
        const main = [electron.executable, [join(root, 'test/kill/main.ts'), `--report=${report}`, ...(only ? rest : [])]];
        const [command, args] = onVirtualDesktop(...main);
        return succeeds(command, args, { ...electron.env, ...virtualOnly, ELECTRON_RUN_AS_NODE: '1' });
      },
      count: () => counts(report, ({ passed, failed }) => ({ passed, failed, skipped: 0 })),
    });
  }
  if (wants('package')) {
    all.push(packaging(electron));
    all.push(playwright('Tests of the package', 'package', electron, ['--config=test/packaging', ...(only ? rest : [])]));
  }
  if (only === undefined)
    all.push(playwright('The package, driven', 'packaged', electron, ['-g', SAME_ON_PACKAGE.join('|')], SAME_ON_PACKAGE.length));
  return all;
}

function packaging(electron) {
  const run = async () => {
    packageEnv = await packageForTests(electron, join(results, 'package'), !wants('package'));
    return true;
  };
  return { name: 'Package', run };
}

/** One run of Playwright. `expected`: so many tests must pass, so that none is lost when its name changes. */
function playwright(name, file, electron, args, expected, env = {}) {
  const report = join(results, `${file}.json`);
  const count = () =>
    counts(report, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }));
  return {
    name,
    run: async () => {
      rmSync(report, { force: true });
      const [command, all] = onVirtualDesktop(...node('@playwright/test/cli.js', 'test', '--reporter=list,json', ...args));
      const ok = await succeeds(command, all, {
        ...electron.env,
        ...virtualOnly,
        ...packageEnv,
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      });
      return ok && (expected === undefined || count()?.passed === expected);
    },
    count,
  };
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
