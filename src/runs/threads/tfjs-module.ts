/** TensorFlow.js is large: a bundle of its own, loaded where it is needed. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as tfjs from '../../engine/tfjs/index.ts';

/** @param folder Where the bundle lies. */
export function tfjsModule(folder: string): typeof tfjs {
  const file = path.join(folder, 'engine.cjs');
  return createRequire(file)(file) as typeof tfjs;
}
