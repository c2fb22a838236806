import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allKeys } from '../../../../../src/shared/config/reference/schema-outline.ts';
import { canonicalJson } from '../../../../../src/shared/specs/hash.ts';
import { check } from '../checking.ts';

const words = [...new Set(allKeys().flatMap((key) => key.split(/[.[\]]+/)))].filter((word) => word !== '');
const anyKey = fc.oneof(fc.constantFrom(...words), fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString'));
const anyLeaf = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('idx', 'dense', 'relu', 'mnist', 'quick/lenet-300-100', './other.json'),
);
const configLike = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    anyLeaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(anyKey, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

function holds(text: string): void {
  const { config, problems } = check(text, { '/configs/other.json': text });
  expect(config === null).toBe(problems.some((problem) => problem.severity === 'error'));
  for (const { offset, length } of problems) expect(offset >= 0 && length >= 0 && offset + length <= text.length).toBe(true);
  if (config) expect(check(canonicalJson(config)).config).toEqual(config);
}

test('any JSON never throws: a config, or Problems inside the text', () => {
  fc.assert(fc.property(fc.json(), holds));
});
test('nor does anything that looks like a config', () => {
  fc.assert(
    fc.property(configLike, (value) => {
      holds(JSON.stringify(value) ?? '');
    }),
    { numRuns: 500 },
  );
});
test('nor any text at all', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '/', '*', '1', '-', '\\', '\n', 'e') })),
      holds,
    ),
    { numRuns: 500 },
  );
});
