import { build, type Metafile } from 'esbuild';
import { statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundles, root } from '../../../scripts/build/bundles.mjs';
import { inTwoFiles, laterFile } from '../../../scripts/build/two-files.mjs';
import { sharedFolder } from '../../temporary-folder.ts';

const options = bundles(true).find(({ outfile }) => outfile === 'dist/extension.js') ?? {};
let outfile = '';
let modules: Metafile['inputs'] = {};
beforeAll(async () => {
  outfile = path.relative(root, path.join(sharedFolder(), 'extension.js'));
  const { metafile } = await build(inTwoFiles({ ...options, outfile }));
  modules = metafile?.inputs ?? {};
});

/** Modules that run when VS Code loads the extension: those that no dynamic import stands before. */
function loadedAtStart(): readonly string[] {
  const loaded = ['src/extension/extension.ts'];
  for (const file of loaded) {
    const needed = modules[file]?.imports.filter(({ kind, external }) => kind !== 'dynamic-import' && external !== true) ?? [];
    loaded.push(...needed.map(({ path }) => path).filter((path) => !loaded.includes(path)));
  }
  return loaded;
}

it('VS Code loads neither schemas nor commands nor trainings when it starts the extension', () => {
  const loaded = loadedAtStart();
  expect(loaded).toContain('src/extension/views/tickets-tree.ts');
  const late =
    /^node_modules\/(zod|jsonc-parser|fflate|vscode-json|tar-)|^src\/(lottery|engine|formats|runs|data)\/|-schema\.ts$|^src\/extension\/editor\//;
  expect(loaded.filter((file) => late.test(file))).toEqual([]);
  expect(loaded).not.toContain('src/extension/commands/all-commands.ts');
});

it('the file that VS Code loads is small: the rest lies in another one', () => {
  const bytes = (file: string): number => statSync(path.join(root, file)).size;
  expect(bytes(outfile)).toBeLessThan(140_000);
  expect(bytes(laterFile(outfile))).toBeGreaterThan(300_000);
});
