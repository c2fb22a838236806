import type { Command } from 'commander';
import { nearest } from '../../shared/config/problems/nearest.ts';
import { overridePath } from '../../shared/config/reading/overrides.ts';
import { configJsonSchema } from '../../shared/config/reference/json-schema.ts';
import { allKeyPaths, keyText, schemaAt } from '../../shared/config/reference/schema-outline.ts';
import type { JsonPath } from '../../shared/text/json-value.ts';
import { CliError, exitCodes, printJson } from '../output.ts';

function unknownKey(key: string): CliError {
  const near = nearest(key, allKeyPaths(), keyText) ?? nearest(key, allKeyPaths(), (path) => String(path.at(-1)));
  return new CliError(
    exitCodes.usage,
    `There is no key "${key}"${near ? `; did you mean "${keyText(near)}"?` : ', in full such as training.learningRate.'}`,
  );
}

/** As `--set` takes a key, or as the reference writes it: `layers[]` is any place of the list. */
const pathOf = (key: string): JsonPath => overridePath(key.replaceAll('[]', '[0]'));

function schema(key: string | undefined): void {
  const found = key === undefined ? configJsonSchema() : schemaAt(pathOf(key));
  if (found === undefined) throw unknownKey(key ?? '');
  printJson(found);
}

export function addSchema(program: Command): void {
  program
    .command('schema')
    .argument('[key]', 'a key in full, such as training.learningRate: what may stand there')
    .description('the JSON Schema of *.lottery.json, for other editors and programs')
    .action(schema);
}
