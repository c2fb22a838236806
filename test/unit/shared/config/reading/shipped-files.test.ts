import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { presetNames } from '../../../../../src/shared/config/presets/presets.ts';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';
import { configJsonSchema } from '../../../../../src/shared/config/reference/json-schema.ts';
import { allKeys } from '../../../../../src/shared/config/reference/schema-outline.ts';
import { check } from '../checking.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const examples = readdirSync(`${root}examples`).filter((name) => name.endsWith('.lottery.json'));

describe('files that are shipped', () => {
  test.each(examples)('examples/%s has no Problem', (name) => {
    const path = `${root}examples/${name}`;
    expect(checkConfig(readFileSync(path, 'utf8'), { path, readText: () => undefined }).problems).toEqual([]);
  });
  test('the examples are found', () => {
    expect(examples.length).toBeGreaterThanOrEqual(9);
  });
  test.each(presetNames)('the preset %s has no Problem', (name) => {
    expect(check(JSON.stringify({ extends: name })).problems).toEqual([]);
  });
  test('media/lottery.schema.json is up to date (node scripts/build/schema.mjs)', () => {
    expect(readFileSync(`${root}media/lottery.schema.json`, 'utf8')).toBe(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  });
  test('the schema suggests the presets and allows $schema', () => {
    const { properties } = configJsonSchema();
    expect(properties?.['extends']?.anyOf?.[0]?.enum).toEqual(presetNames);
    expect(properties).toHaveProperty('$schema');
  });
  test('docs/config.md names every key', () => {
    const page = readFileSync(`${root}docs/config.md`, 'utf8');
    // What may stand inside a control is the same for all of them.
    const documented = allKeys().map((key) =>
      key.replace(/^(controls\.\w+|transfer\.randomReinit)\.(count|rounds)$/, 'controls.<name>.$2'),
    );
    const undocumented = (key: string): boolean => !key.startsWith('transfer.training.') && !key.startsWith('transfer.dataset.');
    expect(documented.filter(undocumented).filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
  });
});
