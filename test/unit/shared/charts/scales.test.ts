import { describe, expect, it } from 'vitest';
import { roomForWords } from '../../../../src/shared/charts/scales.ts';

const evenly = (gap: number, count: number): number[] => Array.from({ length: count }, (_, index) => 40 + index * gap);
const shown = (places: readonly number[]): number[] => roomForWords(places).flatMap((room, index) => (room ? [index] : []));

describe('words at the ticks of an axis', () => {
  it('stand at every tick where there is room', () => {
    expect(shown(evenly(40, 5))).toEqual([0, 1, 2, 3, 4]);
    expect(shown([40])).toEqual([0]);
    expect(shown([])).toEqual([]);
  });

  it('stand at every second or third of ticks that stand evenly, also where some of these have room by a hair', () => {
    expect(shown(evenly(20, 6))).toEqual([0, 2, 4]);
    expect(shown(evenly(15, 7))).toEqual([0, 3, 6]);
    // Sizes are whole numbers of weights: gaps of 36.9 and 38.3 pixels.
    expect(shown([40, 78.3, 115.2, 153.4, 190.3, 228.5])).toEqual([0, 2, 4]);
  });

  it('stand where they have room at ticks that do not', () => {
    expect(shown([40, 140, 150, 240, 250, 400])).toEqual([0, 1, 3, 5]);
  });
});
