import { isModel } from './network-schema.ts';
import type { Config } from './schema.ts';

/** "auto" is the embedded engine for every network of its own layers, TensorFlow.js for a model file. */
export const usesTfjs = ({ engine, network }: Pick<Config, 'engine' | 'network'>): boolean =>
  engine === 'tfjs' || (engine === 'auto' && isModel(network));
