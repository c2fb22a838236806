/** Models of TensorFlow.js as this engine uses them. */
import type { LayersModel } from '@tensorflow/tfjs';
import type { JsonObject } from '../../../shared/text/json-value.ts';
import { escapedMessage } from '../../../shared/text/plain-text.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { mapTold, ToldError, type Words } from '../../../shared/text/told.ts';

/** Says what is wrong with a model file, and what to do about it: for people. */
export class ModelError extends ToldError {
  override readonly name = 'ModelError';

  constructor(problem: Words, options?: ErrorOptions) {
    super(mapTold(problem, escapedMessage), options);
    this.message = escapedMessage(this.message);
  }
}

export type ModelPart = LayersModel['layers'][number];
export type ModelVariable = LayersModel['weights'][number];

/** @throws Error of TensorFlow.js. */
export const buildModel = (tf: TensorFlow, topology: JsonObject): Promise<LayersModel> =>
  tf.models.modelFromJSON({ modelTopology: topology } as never);

/** Every layer that holds no others, in order. */
export function partsOf(layers: readonly ModelPart[]): readonly ModelPart[] {
  return layers.flatMap((layer) => {
    const inner = (layer as ModelPart & { layers?: readonly ModelPart[] }).layers;
    return inner ? partsOf(inner) : [layer];
  });
}

/** `dense/kernel`, whatever else has that name in this process. */
export const variableName = (variable: ModelVariable): string => variable.originalName;
