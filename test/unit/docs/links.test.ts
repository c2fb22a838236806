import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { deadLinks } from '../../../scripts/docs/dead-links.mjs';
import { readPage } from '../../../scripts/docs/markdown.mjs';
import { temporaryFolder } from '../../temporary-folder.ts';

it('no link of the documentation is dead, nor is an anchor', () => {
  expect(deadLinks(path.join(import.meta.dirname, '../../..'))).toEqual([]);
});

it('a dead link and a dead anchor are found', () => {
  const root = temporaryFolder();
  mkdirSync(path.join(root, 'docs'));
  for (const name of ['CONTRIBUTING', 'CHANGELOG', 'SECURITY']) writeFileSync(path.join(root, `${name}.md`), '# A');
  writeFileSync(
    path.join(root, 'README.md'),
    '[a](docs/a.md#two-words) [b](docs/b.md) [c](docs/a.md#three) [d](https://example.org)\n\n![e](e.png)',
  );
  writeFileSync(path.join(root, 'docs/a.md'), '# A\n\n## `Two` words!');
  expect(deadLinks(root)).toEqual([
    'README.md: docs/b.md: there is no such file',
    'README.md: docs/a.md#three: there is no such heading',
    'README.md: e.png: there is no such file',
  ]);
});

it('headings have the names that a forge gives them', () => {
  const { headings } = readPage('# The config: `*.lottery.json`\n\n## For programs: --json\n\n## Same\n\n## Same');
  expect(headings.map(({ anchor }) => anchor)).toEqual(['the-config-lotteryjson', 'for-programs---json', 'same', 'same-1']);
});

it.each(['README.md', 'CHANGELOG.md'])(
  "%s: VS Code's page of the extension shows a relative link's words alone, so that they name the file",
  (page) => {
    const text = readFileSync(path.join(import.meta.dirname, '../../..', page), 'utf8').replace(/`[^`]*`/g, '');
    const links = [...text.matchAll(/(?<!!)\[([^\]]+)\]\((?![a-z]+:)([^)#]+)[^)]*\)/g)];
    expect(links.length).toBeGreaterThan(0);
    expect(links.flatMap(([, words = '', file = '']) => (words.includes(file) ? [] : [`[${words}](${file})`]))).toEqual([]);
  },
);

it('nothing stands twice in the changelog', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../../CHANGELOG.md'), 'utf8');
  const entries = text.split('\n').filter((line) => line.startsWith('- '));
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.filter((entry, place) => entries.indexOf(entry) < place)).toEqual([]);
});
