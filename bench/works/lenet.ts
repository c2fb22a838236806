/** LeNet-300-100: steps and evaluations at falling numbers of weights. */
import { lenetInput } from '../lenet-input.ts';
import { trainingWork } from './training-work.ts';
import type { Work } from './work.ts';

const percentages = [100, 51, 21, 10, 5, 2, 1];
/** Percentages that are evaluated without --full. */
const usual = [100, 21, 5, 1];

/** TensorFlow.js on its plain backend takes the same seconds at every density. */
const takesPart = (percent: number) => (peer: string) => peer !== 'tfjs-cpu' || percent === 100;

const lenet = (what: 'step' | 'evaluation', percent: number): Work =>
  trainingWork({
    name: `lenet-${what}-${percent}`,
    byDefault: what === 'step' || usual.includes(percent),
    what,
    density: percent / 100,
    input: () => lenetInput(percent / 100),
    peers: takesPart(percent),
  });

export const lenetWorks: readonly Work[] = (['step', 'evaluation'] as const).flatMap((what) =>
  percentages.map((percent) => lenet(what, percent)),
);
