/** The object `z` holds all of zod: 350 kB that every bundle would then carry, and run when it starts. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

it('is imported as a namespace everywhere, of which bundles leave out what is not used', () => {
  const root = path.join(import.meta.dirname, '../../..');
  const below = (folder: string): string[] =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file));
  const files = ['src', 'webview'].flatMap(below).filter((file) => file.endsWith('.ts'));
  const imports = files.flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/^import .* from 'zod';$/gm)]);
  expect(imports.length).toBeGreaterThan(10);
  expect(imports.map(([line]) => line).filter((line) => !/^import (type )?\* as z from 'zod';$/.test(line))).toEqual([]);
});
