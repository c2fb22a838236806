import { productOf } from '../../shared/network/shapes.ts';
import type { MaskTensor } from '../../shared/tensors/tensors.ts';

export interface Connectivity {
  /** By unit. */
  readonly incoming: readonly number[];
  /** By input. */
  readonly outgoing: readonly number[];
}

/** Surviving connections per unit and per input; of a convolution, per filter and per channel. `[out, in, ...kernel]`. */
export function connectivity({ shape, data }: MaskTensor): Connectivity {
  const [units = 1, inputs = 1, ...kernel] = shape;
  const area = productOf(kernel);
  const incoming = new Array<number>(units).fill(0);
  const outgoing = new Array<number>(inputs).fill(0);
  data.forEach((kept, index) => {
    const [unit, input] = [Math.floor(index / (inputs * area)), Math.floor(index / area) % inputs];
    incoming[unit] = (incoming[unit] ?? 0) + kept;
    outgoing[input] = (outgoing[input] ?? 0) + kept;
  });
  return { incoming, outgoing };
}
