/** A run that fails says why in English, and so that whoever speaks another language can say it too. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { spokenDocument } from '../../../src/runs/library/spoken-document.ts';
import { openStore } from '../../../src/runs/library/store.ts';
import { noticesOf } from '../../../src/shared/results/notices.ts';
import { useLanguage } from '../../../src/shared/text/language.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { carryOut, newStore, request, smallConfig } from './harness.ts';
import { failureWords } from '../../../src/shared/text/told.ts';

const bundle = readFileSync(path.join(import.meta.dirname, '../../../l10n/bundle.l10n.ru.json'), 'utf8');
const messages = JSON.parse(bundle) as Record<string, string>;
const inRussian = <T>(make: () => T): T => {
  useLanguage({ locale: 'ru', messages });
  try {
    return make();
  } finally {
    useLanguage(null);
  }
};
afterEach(() => useLanguage(null));

it('tells a fault of the data that a thread has found', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'table.csv');
  writeFileSync(file, 'label,width\n0,1.5\n1,"2,5"\n');
  const config = smallConfig({ dataset: { kind: 'csv', train: file, test: file } });
  const run = await carryOut(request(newStore(), { config }));
  expect(run.failure).toBe(`${file}: line 3, column width is not a number: "2,5"; a decimal comma? Write a point`);
  expect(failureWords(run)).toBe(run.failure);
  expect(inRussian(() => failureWords(run))).toBe(`${file}: строка 3, столбец width: не число: "2,5"; десятичная запятая? Пишите точку`);
});

it('keeps in English how a training has failed, and says it in Russian out of the store, its index and its document', async () => {
  const storeFolder = newStore();
  const run = await carryOut(request(storeFolder, { config: smallConfig({ training: { learningRate: 1e20 } }) }));
  const record = readFileSync(path.join(storeFolder, 'experiments/small/experiment.json'), 'utf8');
  expect(record).toContain('the learning rate 100000000000000000000 is probably too high');
  expect(record).not.toMatch(/[а-яё]/i);
  const store = openStore(storeFolder);
  const [document, made] = [await store.document('small'), await store.summary('small')];
  const russian = /^trial-1\/round-00\/ticket: Потери стали \S+ на итерации \d+: скорость обучения 100000000000000000000, вероятно/;
  expect(inRussian(() => failureWords(run))).toMatch(russian);
  expect(inRussian(() => spokenDocument(document)).failure).toMatch(russian);
  // The second time it comes from the index.
  for (const summary of [made, await store.summary('small')]) {
    const notices = inRussian(() => noticesOf(summary.told.noticed)).map(({ text }) => text);
    expect(notices.join()).toContain('Потери стали');
    expect(noticesOf(summary.told.noticed)[0]?.text).toContain('The loss became');
  }
});

it('tells what of a store cannot be read, and refusals', async () => {
  const storeFolder = newStore();
  const folder = path.join(storeFolder, 'experiments/small');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'experiment.json'), '{ "schemaVersion": 99 }');
  const run = await carryOut(request(storeFolder));
  expect(run.failure).toContain('was written by a newer version (schema 99); update Winning Ticket.');
  const words = inRussian(() => failureWords(run));
  expect(words).toMatch(/^Процесс запуска не начал работу: .*файл записан более новой версией \(схема 99\); обновите Winning Ticket\./);
});
