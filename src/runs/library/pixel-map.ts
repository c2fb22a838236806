/** What a ticket still looks at. */
import { weightName } from '../../shared/network/network.ts';
import type { Network } from '../../shared/network/network.ts';
import type { TicketDetails } from '../../shared/results/experiment.ts';
import type { Mask } from '../../shared/tensors/tensors.ts';

/** Surviving connections of each pixel, over all channels and units of the first layer; null where samples are no images or the first layer is a convolution, which sees all pixels alike. */
export function pixelMap({ inputShape, layers }: Network, mask: Mask): TicketDetails['pixelMap'] {
  const [first] = layers;
  const [channels, height, width] = inputShape;
  if (first?.kind !== 'dense' || channels === undefined || height === undefined || width === undefined || inputShape.length !== 3)
    return null;
  const counts = new Array<number>(height * width).fill(0);
  mask.get(weightName(first))?.data.forEach((kept, index) => {
    const pixel = (index % first.inputs) % counts.length;
    counts[pixel] = (counts[pixel] ?? 0) + kept;
  });
  return { width, height, counts, maximum: first.outputs * channels };
}
