/** The embedded engine's count of changes to its results. */
import { allLayers, type Network } from '../shared/network/network.ts';
import { suitsWinograd } from './convolution-path.ts';

/**
 * Part of every spec's hash. It is counted for each kind of network, so that a change leaves the trainings of all others what they are:
 * 2 where every sum is in the order of the second version; 3 where a convolution suits Winograd's path, whose limit moved from 50 to 37 %.
 * Raised only when the committed hashes of test/unit/engine/repeatability.test.ts change.
 */
export const numericsOf = ({ layers }: Network): number =>
  allLayers(layers).some((layer) => layer.kind === 'convolution' && suitsWinograd(layer)) ? 3 : 2;
