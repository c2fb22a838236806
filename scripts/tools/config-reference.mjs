// Writes docs/config-reference.md: every key of the config, from the schema; and media/config-reference.json: where each stands in it, for hovers.
import { build } from 'esbuild';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, 'config-reference.ts')],
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  write: false,
});
const source = Buffer.concat(outputFiles.map(({ contents }) => contents)).toString('base64');
const { configReference } = await import(`data:text/javascript;base64,${source}`);
const { page, places } = configReference();
await writeFile(path.join(root, 'docs/config-reference.md'), page);
await writeFile(path.join(root, 'media/config-reference.json'), `${JSON.stringify(places, null, 2)}\n`);
