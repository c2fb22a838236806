/** Every key of the config, one by one, with values that it cannot have: the Problem is at that key, and says what it may be. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../checking.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}

const schema = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../../../media/lottery.schema.json'), 'utf8')) as Schema;
/** Need a whole object around them, or another key beside them. */
const apart = ['$schema', 'extends', 'sweep', 'transfer', 'instability', 'name', 'backend'];

/** Keys that hold one value, wherever an object holds them directly. */
function leaves({ properties = {} }: Schema, at: readonly string[] = []): readonly (readonly [string, Schema])[] {
  return Object.entries(properties).flatMap(([key, inner]) => {
    const place = [...at, key];
    if (apart.includes(place[0] ?? '')) return [];
    if (inner.properties) return leaves(inner, place);
    return inner.type === undefined || inner.type === 'array' || inner.type === 'object' ? [] : [[place.join('.'), inner] as const];
  });
}

function wrongValues({ type, enum: words, minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Schema): readonly unknown[] {
  const numeric = type === 'number' || type === 'integer';
  const below = minimum === undefined ? (exclusiveMinimum ?? null) : minimum - 1;
  const above = maximum === undefined ? (exclusiveMaximum ?? null) : maximum + 1;
  return [
    ...[{}, [], null, numeric ? 'many' : 7],
    ...(type === 'boolean' ? ['true'] : [true]),
    ...(type === 'integer' ? [1.5] : []),
    ...[below, above].filter((value) => value !== null),
    ...(words ? ['no such thing'] : []),
  ];
}

const textWith = (place: string, value: unknown): string =>
  JSON.stringify(place.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value));

const all = leaves(schema);

it('there are as many keys as are known here', () => {
  expect(all.length).toBeGreaterThan(25);
});

describe.each(all)('%s', (place, known) => {
  it.each(wrongValues(known).map((value) => [JSON.stringify(value), value] as const))('is not %s', (_, value) => {
    const { config, problems } = check(textWith(place, value));
    expect(config).toBeNull();
    const here = problems.filter((problem) => problem.path.join('.') === place);
    expect(here.map(({ message }) => message)).toEqual([expect.stringMatching(/\S.{10,}/)]);
  });

  it('is not misspelt', () => {
    const misspelt = `${place}e`;
    const { problems } = check(textWith(misspelt, 1));
    expect(problems.map((problem) => problem.path.join('.'))).toContain(misspelt);
    expect(problems.find((problem) => problem.path.join('.') === misspelt)?.message).toContain(place.split('.').at(-1));
  });
});
