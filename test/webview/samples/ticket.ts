import type { ExperimentDocument } from '../../../src/shared/results/experiment.ts';
import type { LayerDetails, TicketDetails } from '../../../src/shared/results/ticket/ticket-details.ts';
import { hashOf } from './document.ts';

const lenet = [
  { name: 'fc1', kind: 'dense', shape: [300, 784], rate: 0.2 },
  { name: 'fc2', kind: 'dense', shape: [100, 300], rate: 0.2 },
  { name: 'fc3', kind: 'output', shape: [10, 100], rate: 0.1 },
] as const;
const conv2 = [
  { name: 'conv1', kind: 'convolution', shape: [64, 3, 3, 3], rate: 0.1 },
  { name: 'conv2', kind: 'convolution', shape: [64, 64, 3, 3], rate: 0.1 },
  { name: 'fc1', kind: 'dense', shape: [256, 16_384], rate: 0.2 },
  { name: 'fc2', kind: 'dense', shape: [256, 256], rate: 0.2 },
  { name: 'fc3', kind: 'output', shape: [10, 256], rate: 0.1 },
] as const;

/** The ticket that a host would send for this name. */
export function sampleTicket(name: string, document: ExperimentDocument): TicketDetails {
  const [, trialText, roundText] = /trial-(\d+)\/round-(\d+)$/.exec(name) ?? [];
  const trial = Number(trialText);
  const round = Number(roundText);
  const convolutional = document.config.network === 'conv-2';
  const layers = (convolutional ? conv2 : lenet).map(({ rate, ...layer }) => layerOf(layer, (1 - rate) ** round));
  const find = (at: number) =>
    document.trainings.find((each) => each.trial === trial && each.round === at && each.series === 'ticket') ?? null;
  const controls = document.trainings.filter((each) => each.trial === trial && each.round === round && each.series !== 'ticket');
  const training = find(round);
  const retraining = { change: { weights: 'reinit', mask: 'same', seed: 42 }, sameBits: null } as const;
  const again = training ? [{ ...training, role: `trial-${trial}/round-${round}/retraining-1`, replicate: 1, retraining }] : [];
  const origin = { maskHash: round === 0 ? null : hashOf(`mask ${name}`), initialWeightsHash: hashOf(`weights ${trial}`), seed: 1 };
  const trainings = { training, dense: find(0), controls, retrainings: again };
  const remaining = document.rounds[round]?.remaining ?? 0;
  return {
    schemaVersion: 1,
    ticket: name,
    experiment: document.experiment,
    trial,
    round,
    layers,
    remaining,
    ...origin,
    ...trainings,
    evaluated: document.evaluated?.filter((one) => one.series === 'ticket' && one.trial === trial && one.round === round) ?? [],
    cost: document.costs.find((cost) => cost.trial === trial && cost.round === round) ?? null,
    pixelMap: convolutional ? null : pixels(0.8 ** round),
  };
}

function layerOf(layer: Pick<LayerDetails, 'name' | 'kind' | 'shape'>, share: number): LayerDetails {
  const total = layer.shape.reduce((product, side) => product * side, 1);
  return { ...layer, total, remaining: Math.round(total * share) };
}

/** The middle keeps more than the border, as in real masks. */
function pixels(share: number): TicketDetails['pixelMap'] {
  const counts = Array.from({ length: 784 }, (_, index) => {
    const away = Math.hypot((index % 28) - 13.5, Math.floor(index / 28) - 13.5) / 14;
    const grain = 0.8 + 0.4 * Math.abs(Math.sin(index * 78.233));
    return Math.round(300 * Math.min(1, share * grain * Math.max(0, 1.9 - 1.9 * away * away)));
  });
  return { width: 28, height: 28, counts, maximum: 300 };
}
