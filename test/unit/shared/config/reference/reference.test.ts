import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configJsonSchema, type JsonSchema } from '../../../../../src/shared/config/reference/json-schema.ts';
import { referencePlace } from '../../../../../src/shared/config/reference/reference-place.ts';
import { allKeyPaths, keyText } from '../../../../../src/shared/config/reference/schema-outline.ts';
import { configReference } from '../../../../../scripts/tools/config-reference.ts';

const root = path.join(import.meta.dirname, '../../../../..');
const file = (name: string): string => readFileSync(path.join(root, name), 'utf8');

function undescribed(schema: JsonSchema, at: string): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [
    ...(value.description ? [] : [`${at}.${key}`]),
    ...undescribed(value, `${at}.${key}`),
  ]);
  const inner = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [...own, ...inner.flatMap((one) => undescribed(one, at))];
}

it('every key of the schema is described', () => {
  expect(undescribed(configJsonSchema(), '')).toEqual([]);
});

describe('the reference of the config', () => {
  const { page, places } = configReference();

  it('is current: node scripts/tools/config-reference.mjs writes it anew', () => {
    expect(file('docs/config-reference.md')).toBe(page);
    expect(JSON.parse(file('media/config-reference.json'))).toEqual(places);
  });

  it('has every key where its place says', () => {
    const lines = page.split('\n');
    expect(Object.keys(places).toSorted()).toEqual(allKeyPaths().map(keyText).toSorted());
    for (const [key, line] of Object.entries(places)) expect(lines[line - 1]).toBe(`### ${key}`);
  });

  it.each([
    ['{ "training": { "learningRate|": 0.1 } }', 'training.learningRate'],
    ['{ "network": { "layers": [{ "units": 3|0 }] } }', 'network.layers[].units'],
    ['{ "pruning": { "rates": { "fc1|": 0.1 } } }', 'pruning.rates'],
    ['{ "sweep": { "training.batchSize|": [1] } }', 'sweep'],
    ['{ "unknown|": 1 }', undefined],
  ])('%s is explained at %s', (marked, key) => {
    const offset = marked.indexOf('|');
    const place = referencePlace(places, marked.replace('|', ''), offset);
    expect(place?.key).toBe(key);
    expect(place?.line).toBe(key === undefined ? undefined : places[key]);
  });
});
