/** Pixels that are hardly ever lit: the optimiser's state of their weights decays towards subnormal numbers, which must not slow a step. */
import type { Engine, TrainInput } from '../../src/engine/engine.ts';
import { lenetInput } from '../lenet-input.ts';
import { alternate } from '../measure/alternate.ts';
import { type Cost, per } from '../measure/cost.ts';
import { iterationsCost } from '../ours/ticks.ts';
import type { Work } from './work.ts';

/** Long enough for a first moment to decay to nothing between two epochs. */
const warm = 2500;
const count = 400;
const row = 28;

/** The top row lit in one image of 1,000, the second in one image of all; without them, both stay dark. */
function withRarePixels(values: Uint8Array | Float32Array): Uint8Array {
  const changed = Uint8Array.from(values);
  const perImage = row * row;
  for (let image = 0; image * perImage < changed.length; image++) {
    const pixel = (image % 1000) % row;
    if (image % 1000 < row) changed[image * perImage + pixel] = 255;
    if (image < row) changed[image * perImage + row + image] = 255;
  }
  return changed;
}

interface Normalisation {
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}

function input(rare: boolean, normalisation: Normalisation | null): TrainInput {
  const plain = lenetInput(1, { iterations: 1_000_000, evaluateEvery: 1_000_000 });
  const { pool } = plain.data;
  const values = rare ? withRarePixels(pool.values) : pool.values;
  return { ...plain, data: { ...plain.data, ...normalisation, pool: { ...pool, values } } };
}

const stepCost = (engine: Engine, training: TrainInput): Cost => per(iterationsCost(engine, training, { warm, count }), count);

const rareWork = (kind: string, normalisation: Normalisation | null): Work => ({
  name: `rare-pixels-${kind}`,
  byDefault: false,
  run: async ({ engine, options }) => {
    const [rare, plain] = [input(true, normalisation), input(false, normalisation)];
    const own = { name: 'ours', run: () => stepCost(engine, rare) };
    const other = { name: 'ours, no such pixels', run: () => stepCost(engine, plain) };
    const comparisons = await alternate(own, [other], options.rounds, 'cpu');
    return comparisons.map(({ peer, ours, theirs, ratio }) => ({
      work: `rare-pixels-${kind}`,
      peer,
      ours: ours * 1e6,
      theirs: theirs === null ? null : theirs * 1e6,
      ratio,
      unit: 'us',
      clock: 'cpu',
      rounds: options.rounds,
      note: `a dense step after ${warm} iterations, with pixels lit in 1 of 1,000 images and once at all; 1 is right`,
    }));
  },
});

/** In the presets' normalisation, and as plain fractions 0..1, where a dark pixel is exactly 0. */
export const rarePixelWorks: readonly Work[] = [rareWork('normalised', null), rareWork('plain', { mean: [0], standardDeviation: [1] })];
