/** What a config trains, and on what, in a word or two: the same in the tree and the panel. */
import { baseName } from '../../text/file-paths.ts';
import type { Config } from './schema.ts';
import { plural } from '../../text/plural.ts';

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
