import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = readdirSync(root).filter((name) => name.endsWith('.md'));

describe('the checklist in SECURITY.md', () => {
  const rows = [...read('SECURITY.md').matchAll(/\| `(test\/[^`]+)` › ([^|]+) \|$/gm)].map(([, file, title]) => ({
    file: file as string,
    title: (title as string).trim(),
  }));

  it('has a test for each line', () => {
    const lines = read('SECURITY.md').split('## Checklist')[1]?.split('\n') ?? [];
    const table = lines.filter((line) => line.startsWith('| ') && !line.startsWith('| what |'));
    expect(rows.length).toBeGreaterThan(25);
    expect(rows).toHaveLength(table.length);
  });

  it.each(rows)('$file has the test "$title"', ({ file, title }) => {
    expect(read(file)).toContain(title);
  });
});

describe.each(documents)('%s', (document) => {
  const text = read(document);

  it('links to files that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target as string);
    const missing = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(root, dirname(document), link)));
    expect(missing).toEqual([]);
  });

  it('names commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name as string);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});
