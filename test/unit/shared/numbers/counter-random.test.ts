import { describe, expect, it } from 'vitest';
import { imageMoves } from '../../../../src/engine/augmentation.ts';
import { normalizedSample } from '../../../../src/engine/reference/samples.ts';
import { draw, drawKey, threefry } from '../../../../src/shared/numbers/counter-random.ts';

describe('counter-based draws', () => {
  it("give the authors' known answers (Random123, kat_vectors, threefry2x32 20)", () => {
    const [ones, zeros] = [0xffffffff, 0];
    expect(threefry([zeros, zeros], [zeros, zeros])).toEqual([0x6b200159, 0x99ba4efe]);
    expect(threefry([ones, ones], [ones, ones])).toEqual([0x1cb996fc, 0xbb002be7]);
    expect(threefry([0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3])).toEqual([0xc4923a9c, 0x483df7a0]);
  });

  it('are spread evenly, and depend on seed, part, iteration and index', () => {
    const key = drawKey('seed', 'layer');
    const draws = Array.from({ length: 20_000 }, (_, index) => draw(key, 1, index) / 4294967296);
    expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeCloseTo(0.5, 2);
    expect(draws.filter((value) => value < 0.3).length / draws.length).toBeCloseTo(0.3, 2);
    expect(new Set([draw(key, 1, 2), draw(key, 2, 1), draw(drawKey('seed', 'other'), 1, 2), draw(drawKey('s', 'layer'), 1, 2)]).size).toBe(
      4,
    );
  });
});

describe('augmentation', () => {
  it('mirrors half of the images and shifts each way alike', () => {
    const moveOf = imageMoves({ flip: true, crop: 4, seed: 'augmentation' });
    const moves = Array.from({ length: 9000 }, (_, place) => moveOf(1 + Math.floor(place / 60), place % 60));
    expect(moves.filter(({ flip }) => flip).length / moves.length).toBeCloseTo(0.5, 1);
    for (const shift of [-4, 0, 4]) {
      expect(moves.filter(({ down }) => down === shift).length / moves.length).toBeCloseTo(1 / 9, 1);
      expect(moves.filter(({ right }) => right === shift).length / moves.length).toBeCloseTo(1 / 9, 1);
    }
    expect(Math.max(...moves.map(({ down, right }) => Math.max(Math.abs(down), Math.abs(right))))).toBe(4);
  });

  it('moves nothing unless asked to', () => {
    expect(imageMoves(undefined)(1, 2)).toEqual({ down: 0, right: 0, flip: false });
    expect(imageMoves({ flip: false, crop: 0, seed: 'x' })(5, 7)).toEqual({ down: 0, right: 0, flip: false });
  });

  it('cuts a mirrored image out of black', () => {
    const samples = { count: 1, sampleShape: [1, 2, 3], values: Uint8Array.of(51, 102, 153, 204, 255, 0), labels: Uint8Array.of(0) };
    const moved = normalizedSample(samples, 0, [0], [1], { down: 1, right: -1, flip: true });
    // The image mirrored is 153 102 51 / 0 255 204; a row below and a column to the left.
    expect([...moved].map((value) => Math.round(value * 255))).toEqual([0, 0, 255, 0, 0, 0]);
  });
});
