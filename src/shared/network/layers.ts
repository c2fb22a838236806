import type { JsonObject } from '../text/json-value.ts';
import type { Parameter } from './parameter.ts';
import { tell, ToldError } from '../text/told.ts';

/** The layers of a network, every shape resolved. A sample's shape is `[features]`, or `[channels, height, width]` for images. */

export type Activation = 'relu' | 'none';

/**
 * Fully connected: weights `[outputs, inputs]` (PyTorch's layout), biases `[outputs]`.
 * It takes images too, as if flattened.
 */
export interface DenseLayer {
  readonly kind: 'dense';
  /** Unique in its network; tensors are named `<name>.weight` and `<name>.bias`. */
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
}

/** `[channels, height, width]` */
export type ImageShape = readonly [number, number, number];
/** `[height, width]` */
export type Size = readonly [number, number];

interface Named<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
}

interface Unchanged<Kind extends string> extends Named<Kind> {
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
}

interface Windowed<Kind extends string> extends Named<Kind> {
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernelSize: Size;
  readonly stride: number;
}

/**
 * Weights `[out, in, height, width]`, cross-correlated as in PyTorch. With padding 'same', kernel - 1 zeros are added, half of them
 * (rounded down) before and the others after, whatever the stride: so an odd kernel of size k is PyTorch's `padding = (k - 1) / 2`.
 */
export interface ConvolutionLayer extends Windowed<'convolution'> {
  readonly padding: 'same' | 'valid';
  readonly bias: boolean;
  readonly activation: Activation;
}

/** No padding: rows and columns that fill no window are left out. */
export type MaxPoolLayer = Windowed<'max-pool'>;
export type AveragePoolLayer = Windowed<'average-pool'>;

/** The mean of each channel: `[channels, height, width]` to `[channels]`. */
export interface GlobalAveragePoolLayer extends Named<'global-average-pool'> {
  readonly inputShape: ImageShape;
  readonly outputShape: readonly [number];
}

export interface FlattenLayer extends Named<'flatten'> {
  readonly inputShape: readonly number[];
  readonly outputShape: readonly [number];
}

export type ReluLayer = Unchanged<'relu'>;

/** In training each value is 0 with probability `rate`, else divided by 1 - rate; afterwards nothing happens. */
export interface DropoutLayer extends Unchanged<'dropout'> {
  readonly rate: number;
}

/**
 * Per channel (or feature): `<name>.weight` and `.bias` [channels] are trained, `.running_mean` and `.running_var` [channels] follow
 * the batches: running = (1 - momentum) * running + momentum * batch, the batch's variance with n - 1 in the denominator (PyTorch).
 */
export interface BatchNormalizationLayer extends Unchanged<'batch-normalization'> {
  readonly epsilon: number;
  readonly momentum: number;
}

/** The layers' output plus the shortcut's (He et al. 2016). No activation of its own. */
export interface ResidualLayer extends Unchanged<'residual'> {
  readonly layers: readonly Layer[];
  readonly shortcut: 'identity' | 'convolution';
  /** Empty for 'identity'; else a 1x1 convolution, normalised where the block's last layer is a normalisation. */
  readonly shortcutLayers: readonly Layer[];
}

/**
 * A layers model of TensorFlow.js, whole, which only that engine trains. Its activation of the last layer, a softmax, is left out: the loss
 * has it.
 */
export interface ModelLayer extends Named<'model'> {
  /** `[features]` or `[height, width, channels]`, as the model takes it. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly [number];
  /** As in model.json, all initialisers replaced: initial weights come from elsewhere. */
  readonly topology: JsonObject;
  /** Under Keras's names (`dense/kernel`), in PyTorch's layout as all others. */
  readonly parameters: readonly Parameter[];
  /** Names of the dropout layers, which draw numbers in training. */
  readonly dropouts: readonly string[];
}

/** The one list of layer kinds. What each needs stands in tables over these kinds (layer-kinds.ts and its like in config and engines). */
export interface LayerByKind {
  readonly dense: DenseLayer;
  readonly convolution: ConvolutionLayer;
  readonly 'max-pool': MaxPoolLayer;
  readonly 'average-pool': AveragePoolLayer;
  readonly 'global-average-pool': GlobalAveragePoolLayer;
  readonly flatten: FlattenLayer;
  readonly relu: ReluLayer;
  readonly dropout: DropoutLayer;
  readonly 'batch-normalization': BatchNormalizationLayer;
  readonly residual: ResidualLayer;
  readonly model: ModelLayer;
}

export type LayerKind = keyof LayerByKind;
export type Layer = LayerByKind[LayerKind];

/**
 * The last case of every switch over kinds: it does not compile where a kind is left out.
 * @throws Error where a file or another version brings a kind that nobody here knows.
 */
export function unknownLayerKind(layer: never): never {
  throw new ToldError(tell('This version has no layers of the kind {0}.', JSON.stringify((layer as { readonly kind?: unknown }).kind)));
}

export const weightName = (layer: { readonly name: string }): string => `${layer.name}.weight`;
/** The layer of a tensor that `weightName` has named; tensors of model files have names of their own and keep them. */
export const layerOfWeight = (name: string): string => (name.endsWith('.weight') ? name.slice(0, -'.weight'.length) : name);
export const biasName = (layer: { readonly name: string }): string => `${layer.name}.bias`;

/** Zeros before the first row and column. Those after follow from the output's size. */
export function paddingBefore({ padding, kernelSize: [height, width] }: Pick<ConvolutionLayer, 'padding' | 'kernelSize'>): Size {
  return padding === 'same' ? [Math.floor((height - 1) / 2), Math.floor((width - 1) / 2)] : [0, 0];
}

/** Zeros before rows and columns, then after them: `[top, left, bottom, right]`. At a stride the last of them may be read by no window. */
export function paddingAround(layer: Pick<ConvolutionLayer, 'padding' | 'kernelSize'>): readonly [number, number, number, number] {
  const [top, left] = paddingBefore(layer);
  const [height, width] = layer.kernelSize;
  return layer.padding === 'same' ? [top, left, height - 1 - top, width - 1 - left] : [0, 0, 0, 0];
}
