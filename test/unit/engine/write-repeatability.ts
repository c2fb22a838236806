/** Prints test/fixtures/engine/repeatability.json anew: after a change that is meant to change bits, with `numericsOf` raised. */
import { readFileSync } from 'node:fs';
import { numericsOf } from '../../../src/engine/numerics.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import {
  caseName,
  imageCaseName,
  imageRepeatabilityCases,
  imageTrainingHash,
  repeatabilityCases,
  trainingHash,
} from './repeatability-cases.ts';
import { imageNetworks } from './support/image-cases.ts';

const engine = createWasmEngine(readFileSync('build/kernels.wasm'));
const hashes = Object.fromEntries([
  ...repeatabilityCases.map((one) => [caseName(one), trainingHash(engine, one)]),
  ...imageRepeatabilityCases.map((one) => [imageCaseName(one), imageTrainingHash(engine, one)]),
]);
const numerics = Object.fromEntries(Object.entries(imageNetworks).map(([name, network]) => [name, numericsOf(network)]));
process.stdout.write(`${JSON.stringify({ numerics, hashes }, null, 2)}\n`);
