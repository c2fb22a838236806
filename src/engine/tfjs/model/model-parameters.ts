/** The tensors of a model, and which of them are pruned. */
import type { LayersModel } from '@tensorflow/tfjs';
import type { LayerRole, Parameter, ParameterKind } from '../../../shared/network/parameter.ts';
import { productOf } from '../../../shared/network/shapes.ts';
import type { Weights } from '../../../shared/tensors/tensors.ts';
import { fromTensorFlow } from '../tensors/layout.ts';
import { atOnce } from '../tensors/reading.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { ModelError, type ModelPart, type ModelVariable, partsOf, variableName } from './built-model.ts';
import { tell } from '../../../shared/text/told.ts';

const pruned: Readonly<Record<string, LayerRole>> = {
  Dense: 'dense',
  Conv1D: 'convolution',
  Conv2D: 'convolution',
  Conv3D: 'convolution',
  Conv2DTranspose: 'convolution',
  Conv3DTranspose: 'convolution',
  DepthwiseConv2D: 'convolution',
  SeparableConv2D: 'convolution',
};

const kinds: Readonly<Record<string, ParameterKind>> = {
  bias: 'bias',
  gamma: 'scale',
  beta: 'shift',
  moving_mean: 'running-mean',
  moving_variance: 'running-variance',
};

const isKernel = (name: string): boolean => /(^|[/_])kernel$/.test(name);

/** `[...kernel, in, out]` as PyTorch has it. */
function torchShape(shape: readonly number[]): readonly number[] {
  const [outputs, inputs] = [shape.at(-1) ?? 1, shape.at(-2) ?? 1];
  return shape.length < 2 ? shape : [outputs, inputs, ...shape.slice(0, -2)];
}

/** Vectors begin as the layer wants them, where that is no draw; all else is drawn. */
function initialOf(variable: ModelVariable, kind: ParameterKind): Parameter['initial'] {
  if (kind === 'scale' || kind === 'running-variance') return 'ones';
  return variable.shape.length < 2 ? 'zeros' : 'glorot';
}

function kindOf(part: ModelPart, variable: ModelVariable): ParameterKind {
  const kind = kinds[variableName(variable).split('/').at(-1) ?? ''];
  if (kind) return kind;
  // Whatever is not trained stays what it is.
  if (!part.trainableWeights.includes(variable)) return 'running-mean';
  return variable.shape.length < 2 ? 'bias' : 'weight';
}

function parameterOf(part: ModelPart, variable: ModelVariable, role: LayerRole): Parameter {
  const name = variableName(variable);
  const shape = torchShape(variable.shape as number[]);
  const [outputs = 0, inputs = 0, ...kernel] = shape.length < 2 ? [shape[0] ?? 1, 1] : shape;
  const area = productOf(kernel);
  const kind = kindOf(part, variable);
  return {
    ...{ name, layer: part.name, shape, kind, role: kind === 'weight' ? role : null },
    prunable: kind === 'weight' && isKernel(name) && part.getClassName() in pruned,
    ...{ fanIn: inputs * area, fanOut: outputs * area, initial: initialOf(variable, kind) },
  };
}

/** @throws ModelError for a name that nothing has, or that is nothing to prune. */
function named(parameters: readonly Parameter[], names: readonly string[] | undefined): readonly Parameter[] {
  if (!names) return parameters;
  const weights = parameters.filter(({ kind }) => kind === 'weight');
  const unknown = names.find((name) => !weights.some((weight) => weight.name === name || weight.layer === name));
  if (unknown !== undefined)
    throw new ModelError(
      tell(
        'it has no weights "{0}" to prune (network.prune); it has {1}. Biases and normalisations are never pruned',
        unknown,
        weights.map(({ name }) => name).join(', '),
      ),
    );
  return parameters.map((one) => ({ ...one, prunable: one.kind === 'weight' && (names.includes(one.name) || names.includes(one.layer)) }));
}

/** @param prune Names of layers or tensors; by default the kernels of dense and convolutional layers. */
export function modelParameters(model: LayersModel, prune: readonly string[] | undefined): readonly Parameter[] {
  const parts = partsOf(model.layers);
  const output = parts.findLast(({ weights }) => weights.length > 0);
  const roleOf = (part: ModelPart): LayerRole => (part === output ? 'output' : (pruned[part.getClassName()] ?? 'dense'));
  const all = parts.flatMap((part) => part.weights.map((variable) => parameterOf(part, variable, roleOf(part))));
  const parameters = named(all, prune);
  if (!parameters.some(({ prunable }) => prunable))
    throw new ModelError(tell('it has no weights to prune: no trainable kernel of a dense or convolutional layer'));
  return parameters;
}

/** The values that TensorFlow.js has just loaded. */
export const loadedWeights = (tf: TensorFlow, model: LayersModel, parameters: readonly Parameter[]): Weights =>
  new Map(
    partsOf(model.layers)
      .flatMap(({ weights }) => weights)
      .map((variable, place) => [variableName(variable), atOnce(fromTensorFlow(tf, variable.read(), parameters[place]?.shape ?? []))]),
  );
