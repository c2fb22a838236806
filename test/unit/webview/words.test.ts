import { describe, expect, it } from 'vitest';
import { panelColor, variableOf } from '../../../webview/charts/panel-colors.ts';
import { formatRemaining, unbroken } from '../../../webview/format.ts';
import { noteWords, pictureWords, pixelRange, pixelStrength, pixelWords } from '../../../webview/masks/pixel-words.ts';
import { restoreState } from '../../../webview/model/saved-state.ts';
import { sampleDocument } from '../../webview/samples/document.ts';
import { sampleTicket } from '../../webview/samples/ticket.ts';

describe('the picture of input pixels', () => {
  const pixels = { width: 2, height: 2, counts: [3, 0, 1, 7], maximum: 9 };

  it('is said in words', () => {
    expect(pictureWords(pixels)).toBe('3 of 4 pixels are still connected; 0 to 7 connections each.');
  });

  it('spreads its colours from the fewest connections to the most, and leaves pixels without any uncoloured', () => {
    const half = { width: 2, height: 2, counts: [150, 153, 156, 150], maximum: 300 };
    expect(pixelRange(half)).toEqual({ least: 150, most: 156 });
    const strengths = half.counts.map((count) => pixelStrength(count, pixelRange(half)));
    expect(strengths).toEqual([0.08, 0.54, 1, 0.08]);
    expect(pixelStrength(0, pixelRange(pixels))).toBe(0);
    expect(pixelStrength(9, { least: 9, most: 9 })).toBe(0.6);
  });

  it('names the pixel under the pointer, on its last edge too', () => {
    expect(pixelWords(pixels, 0, 0)).toBe('row 1, column 1: 3 connections');
    expect(pixelWords(pixels, 1, 1)).toBe('row 2, column 2: 7 connections');
  });

  it('says why there is none', () => {
    const convolutional = sampleDocument({ convolutional: true });
    expect(noteWords(null)).toBe('Appears with the first trained ticket.');
    expect(noteWords(sampleTicket('a/trial-1/round-01', convolutional))).toContain('The first layer is a convolution');
    expect(noteWords(sampleTicket('a/trial-2/round-01', sampleDocument()))).toBe('surviving connections per input pixel, trial 2');
  });
});

describe('colours of the panel', () => {
  it('are variables of the theme or of the table of series', () => {
    expect([variableOf('dim'), variableOf('green'), variableOf('randomMask')]).toEqual(['--dim', '--hue-green', '--series-randomMask']);
  });

  it("are the theme's own where it has one, darkened by the paper's colour on light themes", () => {
    expect(panelColor({ paper: '#111111', dark: '#eeeeee' })).toBe('light-dark(#111111, #eeeeee)');
    expect(panelColor({ paper: '#111111', dark: '#eeeeee', theme: 'blue' })).toBe(
      'light-dark(color-mix(in srgb, var(--vscode-charts-blue, #111111), #111111), var(--vscode-charts-blue, #eeeeee))',
    );
  });
});

it('numbers stay with their percent signs and with what they count', () => {
  expect(unbroken('-550 iterations, 95 % interval, 3 of 4; trial 2 and')).toBe(
    '-550\u00a0iterations, 95\u00a0% interval, 3\u00a0of 4; trial 2\u00a0and',
  );
});

it('weights remaining are written without their unit', () => {
  expect([0.2107, 0.003, 0, 1].map(formatRemaining)).toEqual(['21.1', '0.30', '0', '100.0']);
});

describe('the kept state', () => {
  const page = { experiment: 'a', storeFolder: '/store' };

  it('comes back for the same experiment, without what is malformed', () => {
    const saved = { experiment: 'a', tab: 'curves', hiddenSeries: ['randomMask', 3], chosenRounds: 'all', ticket: 7 };
    const initial = restoreState(null, page);
    expect(restoreState(saved, page)).toEqual({ ...initial, tab: 'curves', hiddenSeries: ['randomMask'] });
  });

  it('of another experiment is not taken', () => {
    expect(restoreState({ experiment: 'b', tab: 'curves' }, page)).toEqual(restoreState(undefined, page));
    expect(restoreState({ experiment: 'a', storeFolder: '/other', tab: 'curves' }, page)).toEqual(restoreState(undefined, page));
  });
});
