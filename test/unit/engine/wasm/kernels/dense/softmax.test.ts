/** The kernels' exp and log give the bits of their twins in TypeScript. */
import { expect, it } from 'vitest';
import { readTotals, WasmMemory } from '../../../../../../src/engine/wasm/memory/wasm-memory.ts';
import { log } from '../../../../../../src/shared/numbers/math.ts';
import { generatorFor } from '../../../../../../src/shared/numbers/random.ts';
import { expSingle } from '../exp-single.ts';
import { kernelBytes } from '../../../support/kernel-bytes.ts';

const [z, exps, sums, labels, totals, stride] = [1024, 2048, 3072, 4096, 5120, 64];

/** Loss and exps of one sample with the logits 0 and `x`, label 0. */
function softmaxOf(memory: WasmMemory, x: number): { loss: number; e: number } {
  memory.reserve(8192);
  memory.floats(z + stride, 1)[0] = x;
  memory.kernels.softmaxLoss(z, stride, 2, 1, labels, exps, sums, totals);
  return { loss: readTotals(memory, totals).loss, e: memory.floats(exps + stride, 1)[0] ?? NaN };
}

it('softmax equals its twin bit for bit', () => {
  const memory = new WasmMemory(kernelBytes);
  const draw = generatorFor('softmax', 'x');
  for (let n = 0; n < 5000; n++) {
    const x = Math.fround(((draw.next() >>> 8) / 16777216) ** 3 * -100);
    const { loss, e } = softmaxOf(memory, x);
    expect(e).toBe(expSingle(x));
    expect(Math.abs(e - Math.exp(x))).toBeLessThanOrEqual(2e-7 * Math.exp(x) + 2e-38);
    expect(loss).toBe(log(Math.fround(1 + e)));
  }
});

it('softmax passes NaN on', () => {
  expect(softmaxOf(new WasmMemory(kernelBytes), NaN).loss).toBeNaN();
});
