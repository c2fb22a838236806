/** Every message has its translation, and no bundle holds what nobody says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
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

const read = (file: string): string => readFileSync(path.join(import.meta.dirname, '../../..', file), 'utf8');

describe("files of the manifest that are a language's own", () => {
  const [english, russian] = ['package.nls.json', 'package.nls.ru.json'].map((file) => JSON.parse(read(file)) as Record<string, string>);

  it('are pictures of the same drawing, whose words are Russian', () => {
    const keys = Object.keys(english ?? {}).filter((key) => key.endsWith('.picture'));
    expect(keys.length).toBe(3);
    for (const key of keys) {
      const [one, other] = [english, russian].map((words) => read(words?.[key] ?? ''));
      const [words, drawing] = [/(?<=<text[^>]*>)[^<]+/g, /<text[^>]*>[^<]*/g];
      expect(other?.replaceAll(drawing, '')).toBe(one?.replaceAll(drawing, ''));
      expect(other?.match(words)?.length).toBe(one?.match(words)?.length);
      expect(
        other?.match(words)?.every((text) => /[а-яё]/i.test(text) && !/[a-z]/i.test(text)),
        key,
      ).toBe(true);
    }
  });

  it('are snippets of the same texts, described in Russian', () => {
    interface Snippet {
      readonly description: string;
      readonly prefix: readonly string[];
    }
    const [one = [], other = []] = [english, russian].map((words) =>
      Object.values(JSON.parse(read(words?.['snippets.path'] ?? '')) as Record<string, Snippet>),
    );
    const plain = ({ description: _, ...snippet }: Snippet): object => snippet;
    expect(other.map(plain)).toEqual(one.map(plain));
    expect(other.every(({ description }) => /[а-яё]/i.test(description))).toBe(true);
  });
});

describe.each(locales())('the translation %s', (locale) => {
  it('has every message with its arguments, in every form that its plurals have', () => {
    expect(checkBundle(locale)).toEqual(complete);
  });

  it('has every key of the manifest', () => {
    expect(checkManifest(locale)).toEqual(complete);
  });
});
