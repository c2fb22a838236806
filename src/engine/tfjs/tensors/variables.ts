/** Named tensors of TensorFlow.js that live from step to step. */
import type { Mask, Tensor, Weights } from '../../../shared/tensors/tensors.ts';
import type { Soon } from '../../training-session.ts';
import { fromTensorFlow, toTensorFlow } from './layout.ts';
import { allSoon, soonThen } from './reading.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';

export class Variables {
  readonly #tensors = new Map<string, TfTensor>();

  /** Copies; outlive any `tidy` around them. Where one cannot be made none is left. */
  constructor(
    private readonly tf: TensorFlow,
    private readonly shapes: ReadonlyMap<string, readonly number[]>,
    tensors: Iterable<readonly [string, Tensor]>,
  ) {
    try {
      for (const [name, tensor] of tensors)
        this.#tensors.set(
          name,
          tf.tidy(() => tf.keep(toTensorFlow(tf, tensor))),
        );
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** @throws Error where there is none. */
  get(name: string): TfTensor {
    const tensor = this.#tensors.get(name);
    if (!tensor) throw new Error(`The tensor ${name} is missing.`);
    return tensor;
  }

  find(name: string): TfTensor | undefined {
    return this.#tensors.get(name);
  }

  /** Takes the new value and disposes the old one. */
  set(name: string, value: TfTensor): void {
    const old = this.get(name);
    this.#tensors.set(name, value);
    old.dispose();
  }

  weights(): Soon<Weights> {
    const named = [...this.#tensors].map(([name, tensor]) =>
      soonThen(fromTensorFlow(this.tf, tensor, this.shapes.get(name) ?? tensor.shape), (values) => [name, values] as const),
    );
    return soonThen(allSoon(named), (all) => new Map(all));
  }

  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
  }
}

/** The mask as floats: 1 where a weight remains. */
export const maskTensors = (mask: Mask | null): readonly (readonly [string, Tensor])[] =>
  [...(mask ?? [])].map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]);
