// Writes docs/config-reference.md: every key of the config, from the schema; and media/config-reference.json: where each stands in it, for hovers.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { importTypeScript } from '../build/import-typescript.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { configReference } = await importTypeScript(path.join(import.meta.dirname, 'config-reference.ts'));
const { page, places } = configReference();
await writeFile(path.join(root, 'docs/config-reference.md'), page);
await writeFile(path.join(root, 'media/config-reference.json'), `${JSON.stringify(places, null, 2)}\n`);
