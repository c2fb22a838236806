/** What a config trains, on what, and how its tickets are found, in a word or two: the same in the tree and the panel. */
import { baseName } from '../../text/file-paths.ts';
import { t } from '../../text/language.ts';
import { plural } from '../../text/plural.ts';
import type { PruningConfig, RewindConfig } from '../schema/pruning-schema.ts';
import type { Config } from '../schema/schema.ts';

/** "LeNet-300-100", "32-10", "7 layers". */
export function networkWords({ network }: Pick<Config, 'network'>): string {
  if (typeof network === 'string')
    return network.replace('lenet', 'LeNet').replace('conv', 'Conv').replace('resnet', 'ResNet').replace('vgg', 'VGG');
  if ('model' in network) return baseName(network.model);
  return network.layers.every((layer) => layer.kind === 'dense')
    ? network.layers.map(({ units }) => units).join('-')
    : plural(network.layers.length, { one: '{0} layers', other: '{0} layers' });
}

function datasetPlace(dataset: Exclude<Config['dataset'], string>): string {
  switch (dataset.kind) {
    case 'cifar':
      return dataset.path;
    case 'npz':
      return dataset.file;
    case 'csv':
      return dataset.train;
    case 'images':
      return dataset.folder;
    default:
      return ('folder' in dataset ? dataset.folder : undefined) ?? dataset.trainImages ?? dataset.kind;
  }
}

/** "MNIST", or the last part of where its files are. */
export function datasetWords({ dataset }: Pick<Config, 'dataset'>): string {
  if (typeof dataset === 'string') return dataset.toUpperCase();
  return (
    datasetPlace(dataset)
      .split(/[\\/]/)
      .findLast((part) => part !== '') ?? dataset.kind
  );
}

interface Method {
  readonly pruning: Pick<PruningConfig, 'criterion' | 'scope' | 'schedule' | 'earlyBird' | 'layerBudget'>;
  readonly rewind: RewindConfig;
}

function rewindWords(rewind: RewindConfig): string {
  if (rewind === 'initial') return '';
  if (rewind === 'learning-rate') return t('learning-rate rewinding');
  return rewind === 'none' ? t('continued training') : t('rewind to iteration {0}', rewind.iteration);
}

/** How tickets are found, as far as it differs from the paper: magnitude, layer by layer, iterative, rewound to the initial weights. */
export function methodWords({ pruning, rewind }: Method): readonly string[] {
  const { criterion, scope, schedule, earlyBird, layerBudget } = pruning;
  return [
    criterion === 'magnitude' ? '' : t('criterion {0}', criterion),
    scope === 'layer' ? '' : t('scope {0}', scope),
    layerBudget ? t('layer budget {0}', layerBudget) : '',
    schedule === 'iterative' ? '' : schedule,
    rewindWords(rewind),
    earlyBird ? 'Early-Bird' : '',
  ].filter((words) => words !== '');
}
