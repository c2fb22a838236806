import type { DenseLayer } from '../../shared/network/network.ts';
import { biasName, weightName } from '../../shared/network/network.ts';
import { add, tensorOf } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import type { Batch, Run } from './run.ts';

/** `b + W x` */
export function runDense(layer: DenseLayer, parameters: Parameters, input: Batch): Run {
  const { inputs, outputs } = layer;
  const [w, b] = [tensorOf(parameters, weightName(layer)), tensorOf(parameters, biasName(layer))];
  const output = input.map((x) =>
    Float64Array.from({ length: outputs }, (_, j) => x.reduce((sum, value, k) => sum + (w[j * inputs + k] ?? 0) * value, b[j] ?? 0)),
  );
  return {
    output,
    backward(gradient, gradients) {
      const [dw, db] = [tensorOf(gradients, weightName(layer)), tensorOf(gradients, biasName(layer))];
      return gradient.map((dy, sample) => {
        const x = input[sample] ?? new Float64Array(0);
        const dx = new Float64Array(inputs);
        dy.forEach((d, j) => {
          add(db, j, d);
          x.forEach((value, k) => {
            add(dw, j * inputs + k, d * value);
            add(dx, k, d * (w[j * inputs + k] ?? 0));
          });
        });
        return dx;
      });
    },
  };
}
