import { afterEach, expect, it } from 'vitest';
import { experimentText } from '../../../../src/cli/text/experiment-text.ts';
import { rendered, styled } from '../../../../src/cli/text/style.ts';
import { sweepText } from '../../../../src/cli/text/sweep-text.ts';
import { folded, gridText } from '../../../../src/cli/text/table.ts';
import { roundsGrid } from '../../../../src/cli/text/experiment-tables.ts';
import { sweepRow } from '../../../../src/shared/results/sweep-row.ts';
import { sampleDocument } from '../../../webview/samples/document.ts';

const before = process.env['COLUMNS'];
afterEach(() => {
  if (before === undefined) delete process.env['COLUMNS'];
  else process.env['COLUMNS'] = before;
});

it('folds sentences at the width of the terminal, and loses no word', () => {
  process.env['COLUMNS'] = '60';
  const document = sampleDocument({ state: 'finished' });
  for (const text of [experimentText(document), sweepText('s', 'finished', [sweepRow(document)])]) {
    const lines = rendered(folded(text), false).split('\n');
    expect(lines.filter((line) => line.length > 60)).toEqual([]);
    expect(lines.join(' ').split(/\s+/)).toEqual(rendered(text, false).split(/\s+/));
  }
});

it('leaves tables as they are, counts no colours, and cuts no long word', () => {
  process.env['COLUMNS'] = '60';
  const table = gridText(roundsGrid(sampleDocument()));
  expect(folded(table)).toBe(table);
  expect(folded(styled('a'.repeat(10), 'good'), 10)).toBe(styled('a'.repeat(10), 'good'));
  expect(folded(`one ${'b'.repeat(20)} two`, 10)).toBe(`one\n${'b'.repeat(20)}\ntwo`);
  expect(folded('one two', Infinity)).toBe('one two');
});
