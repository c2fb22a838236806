/** Files of the program that trainings need. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findReadingFiles, type ReadingFiles } from '../reading/read-files.ts';

/** Files of the program that a run needs: read once at the start, so that an update of the program cannot pull them away. */
export interface RunFiles extends ReadingFiles {
  readonly kernels: Uint8Array;
  /** Text of the training thread's bundle. */
  readonly threadCode: string;
}

/** @param folder Where the bundles lie. */
export async function readRunFiles(folder: string): Promise<RunFiles> {
  const [kernels, threadCode, reading] = await Promise.all([
    readFile(path.join(folder, 'kernels.wasm')),
    readFile(path.join(folder, 'training-thread.cjs'), 'utf8'),
    findReadingFiles(folder),
  ]);
  return { kernels, threadCode, ...reading };
}
