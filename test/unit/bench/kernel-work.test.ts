/** Multiply-adds of LeNet-300-100 at batch 60, counted by hand. */
import { expect, it } from 'vitest';
import { kernelWork } from '../../../bench/kernels/kernel-work.ts';
import { lenetInput } from '../../../bench/lenet-input.ts';

const [first, second, third] = [784 * 300 * 60, 300 * 100 * 60, 100 * 10 * 60];
/** Inputs that are not 0: of the three layers, and of the output. */
const active = [0.2, 0.5, 0.25, 1];

it('counts what is not skipped in dense rounds', () => {
  expect(Object.fromEntries(kernelWork(lenetInput(1), active))).toEqual({
    inputListProduct: 0.2 * first,
    panelGradient: 0.2 * first,
    inputSparseForward: (0.5 + 0.25) * second + 0.25 * third,
    inputSparseGradient: 0.5 * second + 0.25 * third,
    gemm: third,
  });
});

it('counts surviving weights in sparse rounds, and no gradient of the images', () => {
  const tenth = (first + second + third) / 10;
  expect(Object.fromEntries(kernelWork(lenetInput(0.1), active))).toEqual({
    sparseForward: tenth,
    sampledProduct: tenth,
    sparseInputGradient: (second + third) / 10,
  });
});
