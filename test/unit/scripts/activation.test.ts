import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { bundles } from '../../../scripts/build/bundles.mjs';

/** Modules that run when VS Code loads the extension: those that no dynamic import stands before. */
async function loadedAtStart(): Promise<readonly string[]> {
  const options = bundles(true).find(({ outfile }) => outfile === 'dist/extension.js');
  const { metafile } = await build({ ...options, write: false, metafile: true });
  const loaded = ['src/extension/extension.ts'];
  for (const file of loaded) {
    const needed = metafile.inputs[file]?.imports.filter(({ kind, external }) => kind !== 'dynamic-import' && external !== true) ?? [];
    loaded.push(...needed.map(({ path }) => path).filter((path) => !loaded.includes(path)));
  }
  return loaded;
}

it('VS Code loads neither schemas nor commands nor trainings when it starts the extension', async () => {
  const loaded = await loadedAtStart();
  expect(loaded).toContain('src/extension/views/tickets-tree.ts');
  const late =
    /^node_modules\/(zod|jsonc-parser|fflate|vscode-json|tar-)|^src\/(lottery|engine|formats|runs|data)\/|-schema\.ts$|^src\/extension\/editor\//;
  expect(loaded.filter((file) => late.test(file))).toEqual([]);
  expect(loaded).not.toContain('src/extension/commands/all-commands.ts');
});
