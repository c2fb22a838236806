/** Whether a pruning criterion finds what it needs: samples, trained or initial weights, derivatives, normalisations. */
import { formatNumber } from '../../text/format.ts';
import { layersOf } from '../networks/layer-names.ts';
import type { Finding } from '../problems/problem.ts';
import type { KnownData } from '../facts/known-data.ts';
import type { LayerConfig } from '../schema/layer-schemas.ts';
import { isModel } from '../schema/network-schema.ts';
import { criterionFacts } from '../schema/pruning-schema.ts';
import type { Config } from '../schema/schema.ts';
import { t } from '../../text/language.ts';

const criterionPath = ['pruning', 'criterion'];
const scopePath = ['pruning', 'scope'];

function checkSamples({ pruning, training }: Config, data: KnownData | undefined): readonly Finding[] {
  const left = (data?.trainImages ?? Infinity) - training.validationSize;
  if (pruning.samples <= left) return [];
  const message = t('samples must be at most {0}, the images that validation leaves.', formatNumber(left));
  return [
    {
      message,
      paths: [
        ['pruning', 'samples'],
        ['training', 'validationSize'],
      ],
      at: 'value',
    },
  ];
}

/** A budget is a layer's own size, known before any training. */
export function checkLayerBudget({ pruning }: Config): readonly Finding[] {
  const { layerBudget, criterion, scope } = pruning;
  if (layerBudget === undefined) return [];
  const path = ['pruning', 'layerBudget'];
  if (criterionFacts[criterion].looksAtTraining) {
    const message = t(
      'layerBudget belongs to criteria that look at no training, such as "random" or "snip"; "{0}" prunes trained weights by "rates".',
      criterion,
    );
    return [{ message, paths: [path, criterionPath], at: 'key' }];
  }
  if (scope === 'layer') return [];
  const message = t('layerBudget gives every layer a size of its own; with the scope "global" all layers are compared with each other.');
  return [{ message, paths: [path, scopePath], at: 'key' }];
}

/** A model file's operations have no second derivatives. */
export function checkSecondDerivatives({ network, pruning: { criterion } }: Config): readonly Finding[] {
  if (!criterionFacts[criterion].needsSecondDerivatives || !isModel(network)) return [];
  const message = t(
    'The criterion "{0}" needs second derivatives, which a model file does not have: use "snip" or "synflow", or describe the network by "layers".',
    criterion,
  );
  return [{ message, paths: [criterionPath, ['network']], at: 'value' }];
}

const hasNormalisation = (layers: readonly LayerConfig[]): boolean =>
  layers.some((layer) => layer.kind === 'batch-normalization' || (layer.kind === 'residual' && hasNormalisation(layer.layers)));

/** Channels are ranked by the scales of their batch normalisations, those of all layers together. */
export function checkChannels({ network, pruning }: Config): readonly Finding[] {
  const { criterion, scope } = pruning;
  if (!criterionFacts[criterion].prunesChannels) return [];
  if (!hasNormalisation(layersOf(network))) {
    const message = isModel(network)
      ? t(
          'The criterion "{0}" ranks channels by the scales of their batch normalisations, and a model file does not say which belong together: describe it by "layers".',
          criterion,
        )
      : t(
          'The criterion "{0}" ranks channels by the scales of their batch normalisations, and this network has none: put { "kind": "batch-normalization" } after its convolutions, or choose "magnitude".',
          criterion,
        );
    return [{ message, paths: [criterionPath, ['network']], at: 'value' }];
  }
  if (scope === 'global') return [];
  const message = t('The criterion "{0}" compares the channels of all layers with each other: scope must be "global".', criterion);
  return [{ message, paths: [scopePath, criterionPath], at: 'value' }];
}

/** Pruning at initialisation scores initial weights with a batch: that batch must be there, and the weights must be what is trained. */
export function checkAtInitialisation(config: Config, data: KnownData | undefined): readonly Finding[] {
  const { criterion } = config.pruning;
  const { atInitialisation, needsSamples } = criterionFacts[criterion];
  if (!atInitialisation) return [];
  const samples = needsSamples ? checkSamples(config, data) : [];
  if (config.rewind === 'initial') return samples;
  const message = t(
    'The criterion "{0}" scores the initial weights, so these are what must be trained: rewind must be "initial".',
    criterion,
  );
  return [...samples, { message, paths: [['rewind'], criterionPath], at: 'value' }];
}
