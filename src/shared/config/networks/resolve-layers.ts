/** From layers as a config lists them to layers with every shape, checked one after the other. */
import { type Activation, type DenseLayer, type ImageShape, type Layer, type Size, unknownLayerKind } from '../../network/layers.ts';
import { outputShapeOf, productOf } from '../../network/shapes.ts';
import type { JsonPath } from '../../text/json-value.ts';
import type { LayerConfig } from '../schema/layer-schemas.ts';
import { namesOf, shortcutName } from './layer-names.ts';
import { tell, type Told, ToldError, type Words } from '../../text/told.ts';

/** The first place where shapes do not fit; `path` leads from the list of layers. */
export class ShapeMismatch extends ToldError {
  override readonly name = 'ShapeMismatch';
  constructor(
    told: Words,
    readonly path: JsonPath,
  ) {
    super(told);
  }
}

/** Where a layer stands in the network that is being resolved. */
interface LayerPosition {
  readonly name: string;
  readonly path: JsonPath;
  readonly input: readonly number[];
  readonly isLast: boolean;
  /** The layer that follows in the same list. */
  readonly next: LayerConfig | undefined;
}

type Of<Kind extends LayerConfig['kind']> = Extract<LayerConfig, { kind: Kind }>;

const words = (shape: readonly number[]): Told =>
  shape.length === 1 ? tell('{0} values', shape[0] ?? 0) : tell('an image of {0}', shape.join(' x '));

function imageOf({ input, name, path }: LayerPosition, kind: string): ImageShape {
  const [channels, height, width] = input;
  if (input.length === 3 && channels !== undefined && height !== undefined && width !== undefined) return [channels, height, width];
  const given = words(input);
  // Only the first layer is given what the data are, where a list of numbers is a table's line.
  const message =
    path.length === 1 && path[0] === 0
      ? tell(
          '"{0}" ({1}) needs an image, channels x height x width, but is given {2}; a table becomes images by dataset.shape.',
          ...[name, kind, given],
        )
      : tell('"{0}" ({1}) needs an image, channels x height x width, but is given {2}.', name, kind, given);
  throw new ShapeMismatch(message, path);
}

const sizeOf = (size: number | readonly number[]): Size => (typeof size === 'number' ? [size, size] : [size[0] ?? 1, size[1] ?? 1]);

/** How many windows fit into a length. */
const windows = (length: number, window: number, stride: number): number => Math.floor((length - window) / stride) + 1;

function windowedSize(position: LayerPosition, [, height, width]: ImageShape, size: Size, stride: number): Size {
  if (height >= size[0] && width >= size[1]) return [windows(height, size[0], stride), windows(width, size[1], stride)];
  throw new ShapeMismatch(
    tell('"{0}" has a window of {1}, but the image has only {2} x {3} pixels here.', position.name, size.join(' x '), height, width),
    position.path,
  );
}

function denseLayer(
  { units, activation }: { units: number; activation?: Activation | undefined },
  { name, input, isLast }: LayerPosition,
): DenseLayer {
  return { kind: 'dense', name, inputs: productOf(input), outputs: units, activation: activation ?? (isLast ? 'none' : 'relu') };
}

function convolutionLayer(config: Of<'convolution'>, position: LayerPosition): Layer {
  const { filters, stride = 1, padding = 'same' } = config;
  const inputShape = imageOf(position, 'convolution');
  const kernelSize = sizeOf(config.kernelSize ?? 3);
  const isNormalized = position.next?.kind === 'batch-normalization';
  const [height, width] =
    padding === 'same'
      ? [Math.ceil(inputShape[1] / stride), Math.ceil(inputShape[2] / stride)]
      : windowedSize(position, inputShape, kernelSize, stride);
  return {
    kind: 'convolution',
    name: position.name,
    inputShape,
    outputShape: [filters, height, width],
    kernelSize,
    stride,
    padding,
    bias: config.bias ?? !isNormalized,
    activation: config.activation ?? (isNormalized ? 'none' : 'relu'),
  };
}

function poolLayer(config: Of<'max-pool' | 'average-pool'>, position: LayerPosition): Layer {
  const inputShape = imageOf(position, config.kind);
  const kernelSize = sizeOf(config.size ?? 2);
  const stride = config.stride ?? kernelSize[0];
  const outputShape: ImageShape = [inputShape[0], ...windowedSize(position, inputShape, kernelSize, stride)];
  return { kind: config.kind, name: position.name, inputShape, outputShape, kernelSize, stride };
}

/** A 1x1 convolution with the stride that brings the input to the block's output, normalised as the block is. */
function shortcutOf(position: LayerPosition, layers: readonly Layer[], output: readonly number[]): readonly Layer[] {
  const [inputShape, name] = [imageOf(position, 'residual'), shortcutName(position.name)];
  const [filters = 0, height = 0] = output;
  const stride = Math.max(1, Math.round(inputShape[1] / height));
  const last = layers.at(-1);
  const convolution: LayerConfig = { kind: 'convolution', filters, kernelSize: 1, stride, bias: last?.kind !== 'batch-normalization' };
  const resolved = convolutionLayer({ ...convolution, activation: 'none' }, { ...position, name, next: undefined });
  if (last?.kind !== 'batch-normalization') return [resolved];
  const shape = outputShapeOf(resolved);
  return [resolved, { ...last, name: `${position.name}.shortcut-norm`, inputShape: shape, outputShape: shape }];
}

const addedWords = (name: string, given: Told, shortcut: Told, isIdentity: boolean): Told =>
  isIdentity
    ? tell(
        '"{0}" gives {1}, but its shortcut {2}: they cannot be added. A "shortcut": "convolution" would fit the shape.',
        name,
        given,
        shortcut,
      )
    : tell('"{0}" gives {1}, but its shortcut {2}: they cannot be added.', name, given, shortcut);

function residualLayer(config: Of<'residual'>, position: LayerPosition): Layer {
  const layers = layersFrom(config.layers, position.input, [...position.path, 'layers'], `${position.name}.`, false);
  const { shortcut = 'identity' } = config;
  const outputShape = outputShapeOf(layers.at(-1) ?? denseLayer({ units: 0 }, position));
  const shortcutLayers = shortcut === 'identity' ? [] : shortcutOf(position, layers, outputShape);
  const added = shortcutLayers.length === 0 ? position.input : outputShapeOf(shortcutLayers[0] ?? denseLayer({ units: 0 }, position));
  if (added.join() !== outputShape.join())
    throw new ShapeMismatch(addedWords(position.name, words(outputShape), words(added), shortcut === 'identity'), position.path);
  return { kind: 'residual', name: position.name, inputShape: position.input, outputShape, layers, shortcut, shortcutLayers };
}

function layerAt(config: LayerConfig, position: LayerPosition): Layer {
  const { name, input } = position;
  const unchanged = { name, inputShape: input, outputShape: input };
  switch (config.kind) {
    case undefined:
    case 'dense':
      return denseLayer(config, position);
    case 'convolution':
      return convolutionLayer(config, position);
    case 'max-pool':
    case 'average-pool':
      return poolLayer(config, position);
    case 'global-average-pool': {
      const inputShape = imageOf(position, config.kind);
      return { kind: config.kind, name, inputShape, outputShape: [inputShape[0]] };
    }
    case 'flatten':
      return { kind: 'flatten', name, inputShape: input, outputShape: [productOf(input)] };
    case 'relu':
      return { kind: 'relu', ...unchanged };
    case 'dropout':
      return { kind: 'dropout', ...unchanged, rate: config.rate ?? 0.5 };
    case 'batch-normalization':
      return { kind: 'batch-normalization', ...unchanged, epsilon: config.epsilon ?? 1e-5, momentum: config.momentum ?? 0.1 };
    case 'residual':
      return residualLayer(config, position);
    default:
      return unknownLayerKind(config);
  }
}

function layersFrom(
  configs: readonly LayerConfig[],
  inputShape: readonly number[],
  path: JsonPath,
  within: string,
  endsNetwork: boolean,
): readonly Layer[] {
  const names = namesOf(configs);
  let input = inputShape;
  return configs.map((config, index) => {
    const isLast = endsNetwork && index === configs.length - 1;
    const position = { name: within + (names[index] ?? ''), path: [...path, index], input, isLast, next: configs[index + 1] };
    const layer = layerAt(config, position);
    input = outputShapeOf(layer);
    return layer;
  });
}

/**
 * @param inputShape Shape of one sample.
 * @throws ShapeMismatch at the first layer that does not fit what comes before it.
 */
export function resolveLayers(configs: readonly LayerConfig[], inputShape: readonly number[]): readonly Layer[] {
  return layersFrom(configs, inputShape, [], '', true);
}
