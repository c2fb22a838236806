import { paperConv, paperDeep, quickConv2 } from './conv-presets.ts';
import { paperLenet300100, paperLenet300100OneShot, quickLenet300100 } from './lenet-presets.ts';

const resnet = { network: 'resnet-20', batchSize: 128, iterations: 30_000, falls: [20_000, 25_000] } as const;
const vgg = { network: 'vgg-19', batchSize: 64, iterations: 112_000, falls: [56_000, 84_000] } as const;

/** What `extends` can name without a file: name -> text of the config. */
export const presets: ReadonlyMap<string, string> = new Map([
  ['paper/lenet-300-100', paperLenet300100],
  ['paper/lenet-300-100-oneshot', paperLenet300100OneShot],
  ['paper/conv-2', paperConv({ network: 'conv-2', learningRate: '0.0002', iterations: 20_000, convolution: 0.1 })],
  ['paper/conv-4', paperConv({ network: 'conv-4', learningRate: '0.0003', iterations: 25_000, convolution: 0.1 })],
  ['paper/conv-6', paperConv({ network: 'conv-6', learningRate: '0.0003', iterations: 30_000, convolution: 0.15 })],
  ['paper/conv-2-dropout', paperConv({ network: 'conv-2-dropout', learningRate: '0.0003', iterations: 60_000, convolution: 0.1 })],
  ['paper/conv-4-dropout', paperConv({ network: 'conv-4-dropout', learningRate: '0.0002', iterations: 75_000, convolution: 0.1 })],
  ['paper/conv-6-dropout', paperConv({ network: 'conv-6-dropout', learningRate: '0.0002', iterations: 90_000, convolution: 0.15 })],
  ['paper/resnet-20', paperDeep({ ...resnet, learningRate: '0.1', warmup: 0 })],
  ['paper/resnet-20-warmup', paperDeep({ ...resnet, learningRate: '0.03', warmup: 20_000 })],
  ['paper/vgg-19', paperDeep({ ...vgg, learningRate: '0.1', warmup: 0 })],
  ['paper/vgg-19-warmup', paperDeep({ ...vgg, learningRate: '0.1', warmup: 10_000 })],
  ['quick/lenet-300-100', quickLenet300100],
  ['quick/conv-2', quickConv2],
]);

export const presetNames: readonly string[] = [...presets.keys()];
