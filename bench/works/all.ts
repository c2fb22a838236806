/** Everything that can be measured, in the order in which it is. */
import { conv2Work } from './conv-2.ts';
import { experimentWorks } from './experiment.ts';
import { kernelsWork } from './kernels.ts';
import { lenetWorks } from './lenet.ts';
import { rarePixelWorks } from './rare-pixels.ts';
import { widthWorks } from './widths.ts';
import type { Work } from './work.ts';
import { workerWorks } from './workers.ts';

export const allWorks: readonly Work[] = [
  ...lenetWorks,
  ...experimentWorks,
  kernelsWork,
  ...workerWorks,
  ...rarePixelWorks,
  ...widthWorks,
  conv2Work,
];
