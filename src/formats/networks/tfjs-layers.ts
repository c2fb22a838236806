/** The layers of a network in Keras's words (a functional model of `channels_last` images), as TensorFlow.js reads them. */
import {
  type BatchNormalizationLayer,
  type ConvolutionLayer,
  type DenseLayer,
  type Layer,
  type Network,
  paddingAround,
  type ResidualLayer,
  unknownLayerKind,
} from '../../shared/network/network.ts';
import { ExportError } from '../exported-ticket.ts';
import { tell } from '../../shared/text/told.ts';

export interface KerasLayer {
  readonly class_name: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers that it follows. */
  readonly inputs: readonly string[];
}

/** Where a dense layer takes an image as if flattened: `[channels, height, width]` by the layer's name. */
export type FlattenedImages = ReadonlyMap<string, readonly number[]>;

const channelsLast = ([channels, height, width, ...rest]: readonly number[]): readonly (number | undefined)[] =>
  height === undefined || width === undefined ? [channels] : [height, width, channels, ...rest];

/** What the next layer reads: which layer gives it, and of which shape (ours), or of which image it is the flattened form. */
interface Place {
  readonly from: string;
  readonly shape: readonly number[];
  /** The image that was flattened since the last layer with weights. */
  readonly image: readonly number[] | null;
}

const units = { use_bias: true, kernel_initializer: 'glorotNormal', bias_initializer: 'zeros' } as const;

class LayerList {
  readonly layers: KerasLayer[] = [];
  readonly images = new Map<string, readonly number[]>();

  add(kind: string, name: string, inputs: readonly string[], config: Readonly<Record<string, unknown>> = {}): string {
    this.layers.push({ class_name: kind, name, inputs, config: { name, trainable: true, ...config } });
    return name;
  }

  all(layers: readonly Layer[], input: Place): Place {
    return layers.reduce((place, layer) => this.#layer(layer, place), input);
  }

  #layer(layer: Layer, place: Place): Place {
    const next = (kind: string, config: Readonly<Record<string, unknown>> = {}): Place => {
      const shape = 'outputShape' in layer ? layer.outputShape : place.shape;
      return { from: this.add(kind, layer.name, [place.from], config), shape, image: place.image };
    };
    switch (layer.kind) {
      case 'dense':
        return this.#dense(layer, this.#flat(layer.name, place));
      case 'convolution':
        return this.#convolution(layer, place);
      case 'max-pool':
        return next('MaxPooling2D', poolOf(layer));
      case 'average-pool':
        return next('AveragePooling2D', poolOf(layer));
      case 'global-average-pool':
        return next('GlobalAveragePooling2D', { data_format: 'channels_last' });
      case 'flatten':
        return this.#flat(layer.name, place, layer.name);
      case 'relu':
        return next('Activation', { activation: 'relu' });
      case 'dropout':
        return next('Dropout', { rate: layer.rate });
      case 'batch-normalization':
        return next('BatchNormalization', normalizationOf(layer, place));
      case 'residual':
        return this.#residual(layer, place);
      case 'model':
        throw new ExportError(tell('A model file stands alone in its network.'));
      default:
        return unknownLayerKind(layer);
    }
  }

  /** Flat values stay as they are. */
  #flat(layer: string, { from, shape, image }: Place, name = `${layer}_input`): Place {
    if (shape.length !== 3) return { from, shape, image };
    return { from: this.add('Flatten', name, [from]), shape: [shape.reduce((a, b) => a * b, 1)], image: shape };
  }

  #dense({ name, outputs, activation }: DenseLayer, { from, image }: Place): Place {
    if (image) this.images.set(name, image);
    const config = { units: outputs, activation: activation === 'relu' ? 'relu' : 'linear', ...units };
    return { from: this.add('Dense', name, [from], config), shape: [outputs], image: null };
  }

  /** Zeros are a layer of their own: Keras's `same` lays them otherwise where the stride is not 1. */
  #convolution(layer: ConvolutionLayer, { from }: Place): Place {
    const [top, left, bottom, right] = paddingAround(layer);
    const isPadded = top + left + bottom + right > 0;
    const padding = [
      [top, bottom],
      [left, right],
    ];
    const padded = isPadded ? this.add('ZeroPadding2D', `${layer.name}_padding`, [from], { padding, data_format: 'channels_last' }) : from;
    const config = {
      ...{ filters: layer.outputShape[0], kernel_size: layer.kernelSize, strides: [layer.stride, layer.stride], padding: 'valid' },
      ...{ data_format: 'channels_last', activation: layer.activation === 'relu' ? 'relu' : 'linear' },
      ...{ ...units, use_bias: layer.bias },
    };
    return { from: this.add('Conv2D', layer.name, [padded], config), shape: layer.outputShape, image: null };
  }

  #residual({ name, layers, shortcutLayers, outputShape }: ResidualLayer, place: Place): Place {
    const ways = [this.all(layers, place).from, this.all(shortcutLayers, place).from];
    return { from: this.add('Add', name, ways), shape: outputShape, image: null };
  }
}

const poolOf = ({ kernelSize, stride }: { kernelSize: readonly number[]; stride: number }) => ({
  ...{ pool_size: kernelSize, strides: [stride, stride], padding: 'valid', data_format: 'channels_last' },
});

/** A flattened image that is normalised would need its features in another order too. */
function normalizationOf({ name, epsilon, momentum }: BatchNormalizationLayer, { image }: Place) {
  if (image)
    throw new ExportError(
      tell('tfjs: "{0}" normalises an image that is flattened already, which Keras orders otherwise. Export it as onnx.', name),
    );
  return { axis: -1, epsilon, momentum: 1 - momentum, center: true, scale: true };
}

interface KerasNetwork {
  readonly layers: readonly KerasLayer[];
  readonly images: FlattenedImages;
}

/** @throws ExportError where Keras has no words for it. */
export function kerasLayers({ inputShape, layers }: Network): KerasNetwork {
  const list = new LayerList();
  const config = { batch_input_shape: [null, ...channelsLast(inputShape)], dtype: 'float32', sparse: false, name: 'input' };
  list.layers.push({ class_name: 'InputLayer', name: 'input', inputs: [], config });
  list.all(layers, { from: 'input', shape: inputShape, image: null });
  return list;
}
