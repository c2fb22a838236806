/** Every message has its translation, and no bundle holds what nobody says. */
import { describe, expect, it } from 'vitest';
import { checkBundle, checkManifest, findMessages, locales } from '../../../scripts/tools/messages.mjs';

const complete = { missing: [], unused: [], wrong: [] };

it('says everything by a literal, once a language is set', () => {
  const { messages, plurals, mistakes } = findMessages();
  expect(mistakes).toEqual([]);
  expect(messages.length).toBeGreaterThan(400);
  expect(plurals.length).toBeGreaterThan(20);
});

it('has a bundle of Russian', () => {
  expect(locales()).toContain('ru');
});

it('has a word for every key of the manifest', () => {
  expect(checkManifest('en')).toEqual(complete);
});

describe.each(locales())('the translation %s', (locale) => {
  it('has every message with its arguments, in every form that its plurals have', () => {
    expect(checkBundle(locale)).toEqual(complete);
  });

  it('has every key of the manifest', () => {
    expect(checkManifest(locale)).toEqual(complete);
  });
});
