/** Checks that need the data set: they run once it is read, before anything is trained. */
import { isTable, normalizationFor } from '../../data/normalization.ts';
import { criterionFacts } from '../../shared/config/schema/pruning-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { channelGroups } from '../../shared/network/channels.ts';
import type { Network } from '../../shared/network/network.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { epochLength } from '../../shared/specs/training.ts';
import { leastWeights } from '../masks/channels.ts';
import { fullMask } from '../masks/mask.ts';
import { epochEnds } from './epochs.ts';
import { PlanError } from './resolve-network.ts';
import type { Quota, RoundTarget } from './targets.ts';
import { tell } from '../../shared/text/told.ts';

function checkGradientSamples({ pruning, training }: Config, count: number): void {
  const left = count - training.validationSize;
  const { criterion, samples } = pruning;
  if (criterionFacts[criterion].needsSamples && samples > left)
    throw new PlanError(tell('pruning.samples: {0} is more than the {1} samples left to train on', samples, left));
}

/** @throws PlanError where too few samples are left to train on. */
export function checkSizes({ validationSize, batchSize }: Config['training'], count: number): void {
  if (validationSize >= count)
    throw new PlanError(
      tell(
        'training.validationSize: {0} of {1} training samples; expected at most {2}, such as {3}',
        ...[validationSize, count, count - 1, Math.max(1, Math.floor(count / 10))],
      ),
    );
  const left = count - validationSize;
  if (batchSize > left) throw new PlanError(tell('training.batchSize: {0} is more than the {1} samples left to train on', batchSize, left));
}

const times = (shape: readonly number[]): string => shape.join(' x ');

/** The columns of a table would be mirrored and shifted as if they were a row of pixels. @throws PlanError */
export function checkAugmentation({ augmentation }: Config['training'], sampleShape: readonly number[]): void {
  if (sampleShape.length > 1 || !(augmentation.flip || augmentation.crop > 0)) return;
  const found = tell('a table of {0} columns, which cannot be mirrored or shifted', sampleShape.join(' x '));
  throw new PlanError(
    tell('training.augmentation: expected images, found {0}; leave it out, or say with dataset.shape that these are images', found),
  );
}

/** Pixels of one place in many images are no column: most are constant at the border. @throws PlanError */
export function checkNormalization({ dataset }: Config, { train }: Dataset, key: string): void {
  if (isTable(train) || normalizationFor(dataset, train).kind !== 'per-feature') return;
  const found = tell('images of {0}', times(train.sampleShape));
  throw new PlanError(tell('{0}.normalization: "per-feature" is for tables, found {1}; leave it out', key, found));
}

/** A mask that is one of too few can never settle. */
function checkEarlyBird({ pruning, training }: Config, count: number): void {
  const window = pruning.earlyBird?.window ?? 0;
  const left = count - training.validationSize;
  if (epochEnds(left, training).length >= window) return;
  const least = window * epochLength(left, training.batchSize);
  throw new PlanError(
    tell('pruning.earlyBird: {0} epochs are {1} iterations; training.iterations is {2}', window, least, training.iterations),
  );
}

/** A single channel of each normalisation always stays, and so does what belongs to none: no round may ask for less. @throws PlanError */
export function checkChannels({ criterion }: Config['pruning'], network: Network, targets: readonly RoundTarget[]): void {
  if (!criterionFacts[criterion].prunesChannels) return;
  const groups = channelGroups(network);
  if (groups.length === 0) {
    const expected = tell('expected a batch normalisation whose channels a convolution or a dense layer makes; this network has none');
    throw new PlanError(tell('pruning.criterion: "{0}" ranks channels: {1}', criterion, expected));
  }
  const all = fullMask(network);
  const least = (targets[0] ?? []).map(({ names }) => leastWeights(groups, all, names));
  const asksForLess = ({ kept }: Quota, place: number): boolean => kept < (least[place] ?? 0);
  const round = targets.findIndex((target) => target.some(asksForLess));
  const found = targets[round]?.find(asksForLess)?.kept;
  if (found === undefined) return;
  const most = Math.max(...least.filter((_, place) => targets[round]?.[place]?.kept === found));
  throw new PlanError(
    tell(
      'pruning: round {0} would keep {1} weights, but the last channel of each batch normalisation and the weights that belong to no channel are {2}; expected fewer rounds, or larger sizes',
      ...[round + 1, found, most],
    ),
  );
}

/** @throws PlanError where the network that was trained on `from` cannot take samples of `to`. */
export function checkTransferable(from: Dataset, to: Dataset, outputs: number): void {
  const [own, other] = [times(from.train.sampleShape), times(to.train.sampleShape)];
  if (own !== other)
    throw new PlanError(tell('transfer.dataset: its samples are {0}, those of "dataset" {1}; one network takes both', other, own));
  if (to.classes > outputs)
    throw new PlanError(tell("transfer.dataset: it has {0} classes, the network's last layer {1} units", to.classes, outputs));
}

/** @param samples Of the training set. @throws PlanError that says what would be right. */
export function checkPlan(config: Config, samples: number): void {
  checkSizes(config.training, samples);
  checkGradientSamples(config, samples);
  checkEarlyBird(config, samples);
}
