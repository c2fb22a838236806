/** All that is known of one ticket. */
import { filterSpread } from '../../../lottery/analysis/filter-spread.ts';
import { remaining } from '../../../lottery/masks/mask.ts';
import { type Network, weightName } from '../../../shared/network/network.ts';
import { prunableOf } from '../../../shared/network/parameters.ts';
import { productOf } from '../../../shared/network/shapes.ts';
import type { ExperimentDocument, TrainingSummary } from '../../../shared/results/experiment.ts';
import type { TicketDetails } from '../../../shared/results/ticket/ticket-details.ts';
import { ticketName, ticketPath } from '../../../shared/results/ticket-name.ts';
import type { Evaluation, Hash } from '../../../shared/specs/training.ts';
import { type Mask, onesIn } from '../../../shared/tensors/tensors.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import { hashSchema } from '../../store/files/versioned-file.ts';
import type { StoredTicket } from './ticket.ts';
import type { ReadTraining } from '../trainings/trainings-of.ts';

/** Surviving connections of each pixel, over all channels and units of the first layer; null where samples are no images or the first layer is a convolution, which sees all pixels alike. */
export function connectionsPerPixel({ inputShape, layers }: Network, mask: Mask): TicketDetails['pixelMap'] {
  const [first] = layers;
  const [channels, height, width] = inputShape;
  if (first?.kind !== 'dense' || channels === undefined || height === undefined || width === undefined || inputShape.length !== 3)
    return null;
  const counts = new Array<number>(height * width).fill(0);
  mask.get(weightName(first))?.data.forEach((kept, index) => {
    const pixel = (index % first.inputs) % counts.length;
    counts[pixel] = (counts[pixel] ?? 0) + kept;
  });
  return { width, height, counts, maximum: first.outputs * channels };
}

function layersOf({ network }: ExperimentRecord, { mask }: StoredTicket): TicketDetails['layers'] {
  return prunableOf(network).map(({ name, layer, role, shape }) => {
    const tensor = mask.get(name);
    const counts = { total: productOf(shape), remaining: tensor ? onesIn(tensor) : 0 };
    const filters = role === 'convolution' && tensor ? { filters: filterSpread(tensor) } : {};
    return { name: layer, kind: role ?? 'dense', shape, ...counts, ...filters };
  });
}

export function ticketDetails(record: ExperimentRecord, document: ExperimentDocument, ticket: StoredTicket): TicketDetails {
  const { experiment, trial, round, maskHash, initialWeightsHash, mask } = ticket;
  const earlyBird = record.tickets[ticketPath(ticket)]?.earlyBird;
  const own = document.trainings.filter((training) => training.trial === trial);
  const ticketOf = (wanted: number): TrainingSummary | null =>
    own.find(({ series, round }) => series === 'ticket' && round === wanted) ?? null;
  return {
    schemaVersion: 1,
    ticket: ticketName(ticket),
    experiment,
    trial,
    round,
    layers: layersOf(record, ticket),
    remaining: remaining(mask),
    maskHash,
    initialWeightsHash,
    ...(earlyBird && { earlyBird }),
    seed: record.config.seed,
    training: ticketOf(round),
    dense: ticketOf(0),
    controls: own.filter((training) => training.round === round && training.series !== 'ticket'),
    retrainings: document.retrainings.filter((training) => training.trial === trial && training.round === round),
    evaluated: document.evaluated?.filter((one) => one.series === 'ticket' && one.trial === trial && one.round === round) ?? [],
    cost: document.costs.find((cost) => cost.trial === trial && cost.round === round) ?? null,
    pixelMap: connectionsPerPixel(record.network, mask),
  };
}

/** None where the name is no training's, or it is unfinished or cannot be read. */
export async function curveOf(hash: Hash, read: ReadTraining): Promise<readonly Evaluation[]> {
  if (!hashSchema.safeParse(hash).success) return [];
  const record = await read(hash).catch(() => null);
  return record?.evaluations ?? [];
}

/** With the evaluations that the document of a run under way lacks. */
export async function withCurves(details: TicketDetails, read: ReadTraining): Promise<TicketDetails> {
  const fill = async (training: TrainingSummary): Promise<TrainingSummary> =>
    training.evaluations.length > 0 ? training : { ...training, evaluations: await curveOf(training.hash, read) };
  const all = (trainings: readonly TrainingSummary[]) => Promise.all(trainings.map(fill));
  const { training, dense, controls, retrainings } = details;
  return {
    ...details,
    training: training && (await fill(training)),
    dense: dense && (await fill(dense)),
    controls: await all(controls),
    retrainings: await all(retrainings),
  };
}
