/** Whether a built model is one to find tickets in. */
import type { LayersModel } from '@tensorflow/tfjs';
import { productOf } from '../../../shared/network/shapes.ts';
import { ModelError, type ModelPart, partsOf, variableName } from './built-model.ts';
import { tell } from '../../../shared/text/told.ts';

/** Dropout has a seed; these draw numbers that nobody can draw again, or remember what they saw. */
export const unrepeatable: ReadonlySet<string> = new Set(['GaussianNoise', 'GaussianDropout', 'AlphaDropout', 'SpatialDropout1D']);

interface PartConfig {
  readonly dropout?: number;
  readonly recurrentDropout?: number;
  readonly stateful?: boolean;
}

function checkPart(part: ModelPart): void {
  const { dropout = 0, recurrentDropout = 0, stateful = false } = part.getConfig() as PartConfig;
  const what = tell('its layer "{0}" ({1})', part.name, part.getClassName());
  if (unrepeatable.has(part.getClassName()))
    throw new ModelError(tell('{0} is not supported: what it draws cannot be drawn again. Take it out, or Dropout in its place', what));
  if (dropout > 0 || recurrentDropout > 0)
    throw new ModelError(tell('{0} is not supported with a dropout of its own, which cannot be drawn again; set it to 0', what));
  if (stateful) throw new ModelError(tell('{0} is not supported with "stateful": samples do not follow each other', what));
}

const words = (shape: readonly number[]): string => shape.join(' x ');
const withoutOnes = (shape: readonly number[]): string => words(shape.filter((size) => size !== 1));

/** Channels last, as TensorFlow.js sees them. */
const lastly = (shape: readonly number[]): readonly number[] => (shape.length === 3 ? [...shape.slice(1), shape[0] ?? 1] : shape);

/** @returns What the model is given. */
function inputShape(model: LayersModel, sampleShape: readonly number[]): readonly number[] {
  if (model.inputs.length !== 1 || model.outputs.length !== 1)
    throw new ModelError(tell('it has {0} inputs and {1} outputs; expected one of each', model.inputs.length, model.outputs.length));
  const [input] = model.inputs;
  const sample = lastly(sampleShape);
  const wanted = (input?.shape ?? []).slice(1).map((size, place) => size ?? sample[place] ?? 1);
  const isFlat = wanted.length === 1 || sample.length === 1;
  if (productOf(wanted) === productOf(sample) && (isFlat || withoutOnes(wanted) === withoutOnes(sample))) return wanted;
  throw new ModelError(
    tell("its input is {0}, but the data set's samples are {1}; take a model or a data set that fits", words(wanted), words(sample)),
  );
}

function outputUnits(model: LayersModel, classes: number): number {
  const shape = (model.outputs[0]?.shape ?? []).slice(1);
  const [units] = shape;
  if (shape.length !== 1 || typeof units !== 'number')
    throw new ModelError(tell('its output is {0}; expected a list of one value for each class', words(shape.map((size) => size ?? 0))));
  if (units < classes)
    throw new ModelError(tell('it has {0} outputs, the data set {1} classes; expected at least one for each', units, classes));
  return units;
}

interface ModelShapes {
  readonly inputShape: readonly number[];
  readonly units: number;
}

/** @throws ModelError that names the layer, or what does not fit. */
export function checkModel(model: LayersModel, sampleShape: readonly number[], classes: number): ModelShapes {
  const parts = partsOf(model.layers);
  parts.forEach(checkPart);
  const names = parts.flatMap(({ weights }) => weights.map(variableName));
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new ModelError(tell('two of its tensors are called "{0}"; give every layer a name of its own', twice));
  return { inputShape: inputShape(model, sampleShape), units: outputUnits(model, classes) };
}
