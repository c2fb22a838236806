import type { Geometry } from '../memory/geometry.ts';
import type { Level } from '../layers/layer-program.ts';
import type { WasmMemory } from '../memory/wasm-memory.ts';

/** Gradient of (sum of all outputs of `samples` samples) / `count`, with respect to these outputs; batch last. */
export function writeSumGradient(memory: WasmMemory, logits: Level, { stride }: Geometry, samples: number, count: number): void {
  for (let unit = 0; unit < logits.units; unit++)
    memory
      .floats(logits.gradientLast + unit * stride, stride / 4)
      .fill(0)
      .fill(1 / count, 0, samples);
}
