/** Small trainings on every path, and a hash of what each gives. */
import type { Engine } from '../../../src/engine/engine.ts';
import type { OptimizerName } from '../../../src/shared/specs/training.ts';
import { finished } from './support/finished.ts';
import { type ImageCase, imageCaseInput } from './support/image-cases.ts';
import { keepGoing, trainInputFor } from './support/synthetic.ts';
import { weightsHash } from './support/weights-hash.ts';

/** The second is wide enough for the widest blocks of the kernels, 192 inputs and 48 outputs, and for what they leave over. */
const sizes = { small: [50, 33, 12, 5], wide: [213, 77, 53, 5] } as const;

const names: readonly OptimizerName[] = ['adam', 'sgd', 'momentum'];
export const repeatabilityCases = names.flatMap((name) =>
  [null, 0.7, 0.4, 0.05].flatMap((density) => [
    { name, density, batchSize: 60, network: 'small' as const },
    { name, density, batchSize: 37, network: 'small' as const },
    { name, density, batchSize: 60, network: 'wide' as const },
  ]),
);

type Case = (typeof repeatabilityCases)[number];

export const caseName = ({ name, density, batchSize, network }: Case): string =>
  `${name} ${String(density)} ${String(batchSize)}${network === 'wide' ? ' wide' : ''}`;

export function trainingHash(engine: Engine, { name, density, batchSize, network }: Case): string {
  const optimizer = { name, learningRate: 0.01, momentum: 0.9, weightDecay: 0.001 };
  const input = trainInputFor({
    sizes: sizes[network],
    density,
    seed: 'repeat',
    data: { count: 400, kind: 'bytes', zeros: 0.8 },
    spec: { optimizer, batchSize, iterations: 60, evaluateEvery: 30 },
  });
  const { weights, evaluations } = finished(engine.train(input, keepGoing));
  return `${weightsHash(weights)} ${String(evaluations.at(-1)?.validationLoss)}`;
}

const everyLayer = (['plain', 'deep'] as const).flatMap((network) =>
  [null, 0.8, 0.3].flatMap((density) => [32, 21].map((batchSize) => ({ network, name: 'adam' as const, density, batchSize }))),
);
/** On Winograd's path, which begins at 37 %. Two iterations: after the first one its every direction is part of the weights. */
export const wideDensities = [null, 0.8, 0.4] as const;
const wide = [...wideDensities, 0.3].map((density) => ({
  network: 'wide' as const,
  name: 'sgd' as const,
  density,
  batchSize: 21,
  iterations: 2,
}));

export const imageRepeatabilityCases: readonly ImageCase[] = [...everyLayer, ...wide];

export const imageCaseName = ({ network, density, batchSize }: ImageCase): string =>
  `images ${network} ${String(density)} ${String(batchSize)}`;

export function imageTrainingHash(engine: Engine, one: ImageCase): string {
  const { weights, evaluations } = finished(engine.train(imageCaseInput(one), keepGoing));
  return `${weightsHash(weights)} ${String(evaluations.at(-1)?.validationLoss)}`;
}
