/** docs/config-reference.md: every key of the config, from the schema. */
import { describeExpected } from '../../src/shared/config/problems/wrong-value.ts';
import type { JsonSchema } from '../../src/shared/config/reference/json-schema.ts';
import { allKeyPaths, keyText, schemaAt } from '../../src/shared/config/reference/schema-outline.ts';

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? [schema];

/** One description, or those of the alternatives, each with its word. */
function describe(schema: JsonSchema): readonly string[] {
  if (schema.description) return [schema.description];
  return alternatives(schema).flatMap(({ const: word, description }) =>
    description ? [`- ${word === undefined ? '' : `\`${JSON.stringify(word)}\`: `}${description}`] : [],
  );
}

function defaultOf(schema: JsonSchema): readonly string[] {
  const found = [schema, ...alternatives(schema)].find((one) => one.default !== undefined);
  return found === undefined ? [] : [`Default: \`${JSON.stringify(found.default)}\`.`];
}

/** What may stand there. An object's own keys have entries of their own. */
function valueWords(schema: JsonSchema): readonly string[] {
  const isObject = alternatives(schema).every(({ type }) => type === 'object');
  return isObject ? [] : [`Value: ${describeExpected(schema)}.`];
}

const sections: readonly (readonly [string, (key: string) => boolean])[] = [
  ['The file itself', (key) => ['$schema', 'extends', 'name'].includes(key)],
  ['Data', (key) => key === 'dataset' || key.startsWith('dataset.')],
  ['Network', (key) => /^(network|initialisation)/.test(key)],
  ['Training', (key) => key === 'training' || key.startsWith('training.')],
  ['Pruning and rewinding', (key) => /^(pruning|rewind)/.test(key)],
  ['Controls', (key) => key === 'controls' || key.startsWith('controls.')],
  ['Transfer and instability', (key) => /^(transfer|instability)/.test(key)],
  ['Runs', () => true],
];

const head = `# Config reference

Every key of \`*.lottery.json\`, made from the schema by \`npm run docs\`; what the keys mean together, and where defaults differ from the paper, stands in [config.md](config.md).
A hover in the editor says the same; \`winning-ticket schema KEY\` prints a key's JSON Schema. \`[]\` stands for every place of a list; in a list of layers the keys depend on \`kind\`.
`;

interface Entry {
  readonly key: string;
  readonly schema: JsonSchema;
}

function entryLines({ key, schema }: Entry): readonly string[] {
  const facts = [...valueWords(schema), ...defaultOf(schema)].join(' ');
  const described = describe(schema);
  const texts = described.length > 1 ? [described.join('\n')] : described;
  return [`### ${key}`, '', ...[...texts, ...(facts === '' ? [] : [facts])].flatMap((text) => [...text.split('\n'), ''])];
}

/** @returns The page, and the line of each key's heading, from 1. */
export function configReference(): { readonly page: string; readonly places: Readonly<Record<string, number>> } {
  const lines = head.split('\n');
  const places: Record<string, number> = {};
  let left: readonly Entry[] = allKeyPaths().map((keys) => ({ key: keyText(keys), schema: schemaAt(keys) ?? {} }));
  for (const [title, belongs] of sections) {
    const own = left.filter(({ key }) => belongs(key));
    left = left.filter((one) => !own.includes(one));
    lines.push(`## ${title}`, '');
    for (const entry of own) {
      places[entry.key] = lines.length + 1;
      lines.push(...entryLines(entry));
    }
  }
  return { page: `${lines.join('\n').trimEnd()}\n`, places };
}
