// Writes media/lottery.schema.json from the zod schema. Prints nothing and changes nothing if it is up to date.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const target = path.join(root, 'media/lottery.schema.json');

const { outputFiles } = await build({
  stdin: { contents: "export { configJsonSchema } from './src/shared/config/schema/json-schema.ts';", resolveDir: root, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  write: false,
});
const source = Buffer.concat(outputFiles.map(({ contents }) => contents)).toString('base64');
const { configJsonSchema } = await import(`data:text/javascript;base64,${source}`);
const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
const before = await readFile(target, 'utf8').catch(() => '');
if (before !== text) await writeFile(target, text);
