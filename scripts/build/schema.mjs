// Writes media/lottery.schema.json from the zod schema. Prints nothing and changes nothing if it is up to date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { importTypeScript } from './import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const target = path.join(root, 'media/lottery.schema.json');

const { configJsonSchema } = await importTypeScript(path.join(root, 'src/shared/config/reference/json-schema.ts'));
const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
const before = await readFile(target, 'utf8').catch(() => '');
if (before !== text) await writeFile(target, text);
