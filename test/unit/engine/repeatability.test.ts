/** The bits of a training, committed: where they change, `numerics` must be raised. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { numerics } from '../../../src/engine/numerics.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { convolutionPathOf } from '../../../src/engine/wasm/layered/convolution-program.ts';
import { imageNetworks } from './support/image-cases.ts';
import { kernelBytes } from './support/kernel-bytes.ts';
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
  readonly numerics: number;
  readonly hashes: Readonly<Record<string, string>>;
}

const expected = JSON.parse(readFileSync(new URL('../../fixtures/engine/repeatability.json', import.meta.url), 'utf8')) as Expected;
const engine = createWasmEngine(kernelBytes);
const paired = createWasmEngine(kernelBytes, true);

describe('the committed bits', () => {
  it(`belong to numerics ${String(numerics)}`, () => {
    expect(expected.numerics).toBe(numerics);
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
