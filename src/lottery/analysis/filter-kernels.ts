import { type FilterKernels, type FilterPlace, type Kernel, kernelsPerPage } from '../../shared/results/ticket/filter-kernels.ts';
import type { MaskTensor, Tensor } from '../../shared/tensors/tensors.ts';

/** A layer of a ticket, of which the panel draws kernels: its mask, its initial weights, and the trained ones where there are any. */
interface TicketLayer {
  readonly mask: MaskTensor;
  readonly initial: Tensor;
  readonly trained: Tensor | null;
}

function largestSurvivor({ data }: Tensor, mask: MaskTensor): number {
  let largest = 0;
  for (let index = 0; index < data.length; index++) {
    const size = Math.abs(data[index] ?? 0);
    if (mask.data[index] === 1 && size > largest) largest = size;
  }
  return largest;
}

function kernelAt({ mask, initial, trained }: TicketLayer, start: number, area: number, channel: number): Kernel {
  const cut = (data: Float32Array | Uint8Array): number[] => [...data.subarray(start, start + area)];
  return { channel, kept: cut(mask.data), initial: cut(initial.data), trained: trained && cut(trained.data) };
}

function checkPlace(words: string, place: number, count: number): void {
  if (!Number.isInteger(place) || place < 0 || place >= count) throw new RangeError(`${words} ${place + 1}`);
}

/** @throws RangeError where the layer is no convolution, or has no such filter or channel. */
export function filterKernels(layer: TicketLayer, { layer: name, filter, firstChannel }: FilterPlace): FilterKernels {
  const [filters = 0, channels = 0, height = 0, width = 0] = layer.mask.shape;
  if (layer.mask.shape.length !== 4) throw new RangeError(`${name} is no convolution`);
  checkPlace(`${name} has no filter`, filter, filters);
  checkPlace(`${name} has no channel`, firstChannel, channels);
  const [size, area] = [[height, width] as const, height * width];
  const count = Math.min(kernelsPerPage(size), channels - firstChannel);
  const kernels = Array.from({ length: count }, (_, index) => {
    const channel = firstChannel + index;
    return kernelAt(layer, (filter * channels + channel) * area, area, channel);
  });
  const trained = layer.trained && largestSurvivor(layer.trained, layer.mask);
  const largest = { initial: largestSurvivor(layer.initial, layer.mask), trained };
  return { ...{ layer: name, filter, filters, channels, size }, kernels, largest };
}
