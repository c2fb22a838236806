/** What a run needs of the program: read once at the start, so that an update cannot pull it away. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface RunFiles {
  readonly kernels: Uint8Array;
  /** Text of the training thread's bundle. */
  readonly threadCode: string;
  /** Folder of the data sets that come with the program. */
  readonly dataFolder: string;
  /** Where TensorFlow.js lies: too large to be read by runs that do not need it. */
  readonly tfjsFolder: string;
}

/** @param folder Where the bundles lie. */
export async function readRunFiles(folder: string): Promise<RunFiles> {
  const [kernels, threadCode] = await Promise.all([
    readFile(path.join(folder, 'kernels.wasm')),
    readFile(path.join(folder, 'training-thread.cjs'), 'utf8'),
  ]);
  return { kernels, threadCode, dataFolder: path.join(folder, 'data'), tfjsFolder: path.join(folder, 'tfjs') };
}
