/** No file imports itself by way of others. TypeScript's scanner reads all imports in half a second; a rule of ESLint takes half a minute for that. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

const sources = ['src', 'webview', 'bench', 'scripts', 'test'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mts|mjs)$/.test(file))
    .map((file) => path.join(root, folder, file)),
);

/** Files that one imports, for types too. */
const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => path.resolve(path.dirname(file), fileName));

/** Every path of imports that comes back to where it began, once for each import that closes it. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const begin = trail.indexOf(file);
    if (begin >= 0) found.push([...trail.slice(begin), file].map((one) => path.relative(root, one)).join(' -> '));
    if (begin >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

it('a circle is found', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  expect(circles(graph)).toHaveLength(1);
});

it('no files import each other in a circle, not even for a type', () => {
  const graph = new Map(sources.map((file) => [file, importsOf(file)]));
  expect(graph.size).toBeGreaterThan(500);
  expect(circles(graph)).toEqual([]);
});
