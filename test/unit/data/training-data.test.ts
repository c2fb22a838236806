import { describe, expect, it } from 'vitest';
import { splitTraining } from '../../../src/data/training-data.ts';
import { loadCase } from './cases.ts';

describe('splitTraining', () => {
  it('C012: parts without overlap that make up the whole', () => {
    const { trainingIndices, validationIndices } = splitTraining(60_000, 5000, 'seed');
    expect([trainingIndices.length, validationIndices.length]).toEqual([55_000, 5000]);
    expect(new Set([...trainingIndices, ...validationIndices]).size).toBe(60_000);
    expect(Math.max(...validationIndices)).toBeLessThan(60_000);
  });

  it('C012: the same for the same seed, another for another', () => {
    expect(splitTraining(200, 20, 'trial-1')).toEqual(splitTraining(200, 20, 'trial-1'));
    expect(splitTraining(200, 20, 'trial-1').validationIndices).not.toEqual(splitTraining(200, 20, 'trial-2').validationIndices);
  });

  it('the smaller validation set is the end of the larger one', () => {
    expect(splitTraining(200, 10, 's').validationIndices).toEqual(splitTraining(200, 20, 's').validationIndices.slice(10));
  });

  it('C011: validation of sorted data holds several classes', async () => {
    const { labels } = (await loadCase('C011', ['trainImages', 'trainLabels'])).train;
    expect(new Set(labels.slice(180)).size).toBe(1);
    const classes = new Set([...splitTraining(200, 20, 'seed-1/trial-1/split').validationIndices].map((index) => labels[index]));
    expect(classes.size).toBeGreaterThan(4);
  });

  it.each([[0], [200], [201]])('refuses a validation set of %i of 200', (size) => {
    expect(() => splitTraining(200, size, 's')).toThrow('expected 1 to 199');
  });
});
