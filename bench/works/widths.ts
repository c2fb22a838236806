/** How the cost of a step grows with the width of the layers. */
import { mnistInput } from '../lenet-input.ts';
import { trainingWork } from './training-work.ts';
import type { Work } from './work.ts';

const hidden = [
  [300, 100],
  [1024, 1024],
  [2048, 2048],
  [4096, 4096],
];
const percentages = [100, 20, 5];

export const widthWorks: readonly Work[] = hidden.flatMap((units) =>
  percentages.map((percent) =>
    trainingWork({
      name: `width-${units.join('-')}-${percent}`,
      byDefault: false,
      what: 'step',
      density: percent / 100,
      input: () => mnistInput(units, percent / 100),
      // The others need seconds for one step of the widest.
      peers: (peer) => !peer.startsWith('tfjs'),
    }),
  ),
);
