import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../.github/workflows/', import.meta.url);
const workflows = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);
const release = workflows.find(([name]) => name === 'release.yml')?.[1] ?? '';

/** The jobs of a workflow by their names, each with its lines. */
const jobs = (text: string) =>
  new Map(
    [...(text.split('\njobs:\n')[1] ?? '').matchAll(/^ {2}(\w+):\n((?: {3,}.*\n|\n)+)/gm)].map(([, name, body]) => [
      name ?? '',
      body ?? '',
    ]),
  );

test.each(workflows)('%s: every action is pinned to a whole commit, with its version beside it', (_name, text) => {
  const used = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action ?? '');
  expect(used.length).toBeGreaterThan(0);
  for (const action of used) expect(action).toMatch(/^(\.\/\.github\/workflows\/[\w.]+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
});

test.each(workflows)('%s: nobody gets more rights than they need', (_name, text) => {
  expect(text).toMatch(/^permissions:( \{\}$|\n {2}contents: read$)/m);
  expect(text).not.toContain('pull_request_target');
  for (const [, lines] of text.matchAll(/actions\/checkout@.*\n((?: {8,}.*\n)*)/g)) expect(lines).toContain('persist-credentials: false');
  // What others can name (a tag, a branch, a title) reaches a shell through the environment alone.
  for (const [, command] of text.matchAll(/run: (.*(?:\n {10,}.*)*)/g)) expect(command).not.toMatch(/\$\{\{\s*github\./);
});

test('only the job that publishes may write, and it runs nothing of what was built', () => {
  const { tests, package: packaging, release: publishing } = Object.fromEntries(jobs(release));
  for (const job of [tests, packaging]) expect(job).toMatch(/permissions:\n {6}contents: read\n(?! {6}\w)/);
  expect(publishing).toMatch(/permissions:\n {6}contents: write\n {6}id-token: write\n {6}attestations: write\n/);
  expect(publishing).not.toMatch(/npm (ci|run|test|install)|node |checkout|setup-node/);
  expect(packaging).toContain('needs: tests');
  expect(publishing).toContain('needs: package');
});

test('a release has packages of all three systems, tested where they were made, with checksums and provenance', () => {
  const { package: packaging = '', release: publishing = '' } = Object.fromEntries(jobs(release));
  for (const runner of ['ubuntu-24.04,', 'ubuntu-24.04-arm,', 'windows-2025,', 'macos-15,'])
    expect(packaging).toContain(`runner: ${runner}`);
  for (const ending of ['AppImage', 'deb', 'tar.gz', 'exe', 'dmg', 'zip', 'blockmap']) expect(packaging).toContain(`dist/*.${ending}`);
  expect(packaging.indexOf('npm test -- --package')).toBeLessThan(packaging.indexOf('npm run package -- --release'));
  expect(packaging.indexOf('npm test -- --package')).toBeGreaterThan(0);
  expect(packaging).toMatch(/PORCHLIGHT_REPOSITORY: \$\{\{ github\.repository \}\}/);
  expect(publishing.indexOf('sha256sum')).toBeGreaterThan(0);
  expect(publishing.indexOf('sha256sum')).toBeLessThan(publishing.indexOf('attest-build-provenance'));
  expect(publishing).toContain('--draft');
});
