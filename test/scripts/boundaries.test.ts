import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

// The import rules of the house (biome.json), each shown by a file that breaks it.

const project = join(import.meta.dirname, '../..');

const forbidden = [
  ['electron/hub/topics/tree.ts', 'electron'],
  ['electron/hub/hub.ts', 'electron/main'],
  ['electron/hub/hub.ts', 'electron-store'],
  ['electron/hub/hub.ts', './../desktop/tray.ts'],
  ['electron/hub/topics/tree.ts', '../../desktop/tray.ts'],
  ['electron/hub/hub.ts', '../../renderer/store.ts'],
  ['electron/hub/hub.ts', '../contract/port.ts'],
  ['electron/hub/topics/tree.ts', '../../contract/port.ts'],
  ['electron/desktop/tray.ts', '../hub/hub.ts'],
  ['electron/desktop/tray.ts', '../hub/topics/tree.ts'],
  ['electron/desktop/tray.ts', '../hub-thread.ts'],
  ['electron/desktop/tray.ts', '../../renderer/store.ts'],
  ['electron/contract/calls.ts', 'electron'],
  ['electron/contract/calls.ts', '../hub/limits.ts'],
  ['electron/contract/calls.ts', '../desktop/tray.ts'],
  ['electron/hub-thread.ts', 'electron'],
  ['renderer/store.ts', 'electron'],
  ['renderer/store.ts', '../electron/hub/limits.ts'],
  ['renderer/store.ts', '../electron/desktop/tray.ts'],
  ['renderer/store.ts', '../electron/contract/port.ts'],
  ['renderer/features/inbox/card.ts', '../../../electron/hub/limits.ts'],
  ['renderer/features/inbox/card.ts', 'node:fs'],
  ['test/hub/hub.test.ts', 'electron'],
] as const;

const allowed = [
  ['electron/main.ts', 'electron'],
  ['electron/preload.ts', 'electron'],
  ['electron/desktop/tray.ts', 'electron'],
  ['electron/desktop/tray.ts', './hub-view.ts'],
  ['electron/desktop/tray.ts', '../contract/port.ts'],
  ['electron/hub-thread.ts', './contract/port.ts'],
  ['electron/hub-thread.ts', './hub/hub.ts'],
  ['electron/hub/hub.ts', '../contract/model.ts'],
  ['electron/hub/topics/tree.ts', '../../contract/model.ts'],
  ['renderer/store.ts', '../electron/contract/model.ts'],
  ['renderer/features/inbox/card.ts', '../../../electron/contract/model.ts'],
] as const;

const forms = {
  import: (from: string) => `import { it } from '${from}';\n\nexport const its = it;\n`,
  'import type': (from: string) => `import type { It } from '${from}';\n\nexport type Its = It;\n`,
  'export from': (from: string) => `export { it } from '${from}';\n`,
  'import()': (from: string) => `export const it = import('${from}');\n`,
};

/** Lints files that each hold one import, and returns those of which the linter complained. */
function complaints(files: { path: string; content: string }[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-rules-'));
  try {
    copyFileSync(join(project, 'biome.json'), join(folder, 'biome.json'));
    writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const { path, content } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const biome = join(project, 'node_modules/@biomejs/biome/bin/biome');
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout, stderr).toContain('"diagnostics"');
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
    return diagnostics.filter(({ category }) => category === 'lint/style/noRestrictedImports').map(({ location }) => location.path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Several cases are about one file, so each gets a name of its own, but for the files that the rules name. */
const ownPath = (file: string, index: number) =>
  /^electron\/(main|preload)\.ts$/.test(file) ? file : file.replace(/\.ts$/, `-${index}.ts`);

test.each(Object.keys(forms) as (keyof typeof forms)[])('what a folder may not import is refused, and nothing else: %s', (form) => {
  const file = ([file, from]: readonly [string, string], index: number) => ({ path: ownPath(file, index), content: forms[form](from) });
  const bad = forbidden.map((rule, index) => file(rule, index));
  const good = allowed.map((rule, index) => file(rule, index + 100));
  const found = complaints([...bad, ...good]);
  expect(found.sort()).toEqual(bad.map(({ path }) => path).sort());
});
