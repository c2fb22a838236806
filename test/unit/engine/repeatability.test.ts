/** The bits of a training, committed: where they change, `numericsOf` must be raised. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convolutionPathOf } from '../../../src/engine/convolution-path.ts';
import { numericsOf } from '../../../src/engine/numerics.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { imageNetworks } from './support/image-cases.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
import { networkOf } from './support/synthetic.ts';
import {
  caseName,
  imageCaseName,
  imageRepeatabilityCases,
  imageTrainingHash,
  repeatabilityCases,
  trainingHash,
  wideDensities,
} from './repeatability-cases.ts';

interface Expected {
  /** By network. */
  readonly numerics: Readonly<Record<string, number>>;
  readonly hashes: Readonly<Record<string, string>>;
}

const expected = JSON.parse(readFileSync(new URL('../../fixtures/engine/repeatability.json', import.meta.url), 'utf8')) as Expected;
const engine = createWasmEngine(kernelBytes);
const paired = createWasmEngine(kernelBytes, true);

describe('the committed bits', () => {
  it.each(Object.entries(imageNetworks))('of the %s network belong to its numerics', (name, network) => {
    expect(expected.numerics[name]).toBe(numericsOf(network));
  });

  it('of fully connected networks are those of numerics 2, under which trainings are stored', () => {
    expect(numericsOf(networkOf([4, 3, 2]))).toBe(2);
  });

  it.each(repeatabilityCases)('of $name, $network network at density $density, batch $batchSize', (one) => {
    expect(trainingHash(engine, one)).toBe(expected.hashes[caseName(one)]);
    expect(trainingHash(paired, one)).toBe(expected.hashes[caseName(one)]);
  });

  it.each(wideDensities)("include Winograd's path, at density %s", (density) => {
    const wide = imageNetworks.wide.layers.find((layer) => layer.kind === 'convolution' && layer.inputShape[0] >= 16);
    expect(wide?.kind === 'convolution' && convolutionPathOf(wide, density ?? 1)).toBe('winograd');
  });

  it.each(imageRepeatabilityCases)('of images, $network network at density $density, batch $batchSize', (one) => {
    expect(imageTrainingHash(engine, one)).toBe(expected.hashes[imageCaseName(one)]);
    expect(imageTrainingHash(paired, one)).toBe(expected.hashes[imageCaseName(one)]);
  });
});
