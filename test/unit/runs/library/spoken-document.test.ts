/** People read an experiment's claims in their language, while the document that programs read stays English. */
import { afterEach, describe, expect, it } from 'vitest';
import { checkClaims } from '../../../../src/lottery/claims/claims-for.ts';
import { spokenDocument } from '../../../../src/runs/library/spoken-document.ts';
import { presetNames } from '../../../../src/shared/config/presets/presets.ts';
import { checkConfig } from '../../../../src/shared/config/reading/check-config.ts';
import type { ExperimentDocument, RoundSummary } from '../../../../src/shared/results/experiment.ts';
import { useLanguage } from '../../../../src/shared/text/language.ts';
import { pseudoLanguage, unmarked } from '../../../pseudo-language.ts';
import { cellOf, type Row, runOf } from '../../lottery/claims/claims-run.ts';

const pseudo = pseudoLanguage();

/** Ten rounds in which tickets and controls differ, so that every claim is judged by numbers. */
const rows = Array.from({ length: 10 }, (_, round): Row => {
  const cells = { ticket: cellOf([0.9, 0.91, 0.905], [3000 - 100 * round, 2900, 3100]) };
  const controls = {
    randomReinit: cellOf([0.8, 0.79, 0.81], [5000, 5100, 5200]),
    randomMask: cellOf([0.7, 0.69, 0.71], [6000, 6100, 6200]),
  };
  return { remaining: 0.6 ** round, cells: round === 0 ? cells : { ...cells, ...controls } };
});

/** @param run None of whose trainings is there where it is empty. */
function documentOf(preset: string, run = runOf(rows)): ExperimentDocument {
  const { config } = checkConfig(JSON.stringify({ extends: preset }), { path: '/configs/test.lottery.json', readText: () => undefined });
  if (!config) throw new Error(`The preset ${preset} is not valid.`);
  const { rounds, trainings } = run;
  const claims = checkClaims(config, rounds, trainings, null);
  return { config, rounds: rounds as unknown as RoundSummary[], trainings, data: null, claims } as unknown as ExperimentDocument;
}

const lettersOf = (text: string): string => unmarked(text).replace(/[^\p{L}]/gu, '');

describe.each(presetNames.filter((name) => name.startsWith('paper/')))('the claims about %s', (preset) => {
  afterEach(() => useLanguage(null));

  it.each([
    ['a whole run', runOf(rows)],
    ['a run that has not begun', runOf([])],
  ])('are wholly in the language that is spoken: %s', (_, run) => {
    const document = documentOf(preset, run);
    useLanguage(pseudo);
    const { setup, departures, results } = spokenDocument(document).claims;
    const words = [
      setup ?? '',
      ...departures,
      ...results.flatMap(({ claim, paper, run: figure, reason }) => [claim, paper, figure, reason]),
    ];
    expect(results.length).toBeGreaterThan(0);
    expect(words.filter((text) => lettersOf(text) !== '')).toEqual([]);
  });

  it('are those of the document where English is spoken', () => {
    const document = documentOf(preset);
    expect(spokenDocument(document)).toBe(document);
  });
});
