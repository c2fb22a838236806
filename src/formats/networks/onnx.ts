/** A trained ticket as an ONNX graph, from normalised inputs to logits. */
import {
  type BatchNormalizationLayer,
  biasName,
  type ConvolutionLayer,
  type DenseLayer,
  type Layer,
  type Network,
  paddingAround,
  type ResidualLayer,
  unknownLayerKind,
  weightName,
} from '../../shared/network/network.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import { type ExportedTicket, ExportError, trainedWeights } from '../exported-ticket.ts';
import { type Attribute, onnxBytes, type OnnxNode } from './onnx-messages.ts';
import { tell } from '../../shared/text/told.ts';

type Attributes = Readonly<Record<string, Attribute>>;

class GraphBuilder {
  readonly nodes: OnnxNode[] = [];

  /** @returns The name of its output. */
  add(operation: string, name: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = `${name}_output`;
    this.nodes.push({ operation, inputs, output, attributes });
    return output;
  }

  all(layers: readonly Layer[], input: string): string {
    return layers.reduce((from, layer) => this.#layer(layer, from), input);
  }

  #layer(layer: Layer, from: string): string {
    const { name } = layer;
    switch (layer.kind) {
      case 'dense':
        return this.#dense(layer, from);
      case 'convolution':
        return this.#convolution(layer, from);
      case 'max-pool':
        return this.add('MaxPool', name, [from], windowOf(layer));
      case 'average-pool':
        return this.add('AveragePool', name, [from], windowOf(layer));
      case 'global-average-pool':
        return this.add('Flatten', name, [this.add('GlobalAveragePool', `${name}_mean`, [from])], { axis: 1 });
      case 'flatten':
        return this.add('Flatten', name, [from], { axis: 1 });
      case 'relu':
        return this.add('Relu', name, [from]);
      case 'dropout':
        // Without effect outside of training.
        return from;
      case 'batch-normalization':
        return this.#normalization(layer, from);
      case 'residual':
        return this.#residual(layer, from);
      case 'model':
        throw new ExportError(tell('ONNX: a model file of TensorFlow.js has layers that only its own programs know. Export it as tfjs.'));
      default:
        return unknownLayerKind(layer);
    }
  }

  #activated(layer: DenseLayer | ConvolutionLayer, output: string): string {
    return layer.activation === 'relu' ? this.add('Relu', `${layer.name}_relu`, [output]) : output;
  }

  /** Images are flattened; what is flat stays as it is. */
  #dense(layer: DenseLayer, from: string): string {
    const flat = this.add('Flatten', `${layer.name}_input`, [from], { axis: 1 });
    return this.#activated(layer, this.add('Gemm', layer.name, [flat, weightName(layer), biasName(layer)], { transB: 1 }));
  }

  #convolution(layer: ConvolutionLayer, from: string): string {
    const inputs = [from, weightName(layer), ...(layer.bias ? [biasName(layer)] : [])];
    const attributes = { kernel_shape: layer.kernelSize, strides: [layer.stride, layer.stride], pads: paddingAround(layer) };
    return this.#activated(layer, this.add('Conv', layer.name, inputs, attributes));
  }

  #normalization({ name, epsilon }: BatchNormalizationLayer, from: string): string {
    const tensors = ['weight', 'bias', 'running_mean', 'running_var'].map((part) => `${name}.${part}`);
    return this.add('BatchNormalization', name, [from, ...tensors], { epsilon: { float: epsilon } });
  }

  #residual({ name, layers, shortcutLayers }: ResidualLayer, from: string): string {
    return this.add('Add', name, [this.all(layers, from), this.all(shortcutLayers, from)]);
  }
}

const windowOf = ({ kernelSize, stride }: { kernelSize: readonly number[]; stride: number }): Attributes => ({
  kernel_shape: kernelSize,
  strides: [stride, stride],
});

/** The last node's output gets a name of its own. */
function withOutput(nodes: readonly OnnxNode[], output: string): readonly OnnxNode[] {
  const last = nodes.at(-1);
  return last ? [...nodes.slice(0, -1), { ...last, output }] : nodes;
}

interface OnnxOptions {
  /** Pruned tensors as sparse initialisers; else as zeros. */
  readonly sparse: boolean;
  readonly version: string;
}

const inputOf = ({ inputShape }: Network) => ({ name: 'input', shape: inputShape });

/** @throws ExportError where the ticket is not trained, or its network is a model file. */
export function onnxFile(ticket: ExportedTicket, { sparse, version }: OnnxOptions): Uint8Array {
  const { network, mask, name, provenance } = ticket;
  const weights: Weights = trainedWeights(ticket);
  const builder = new GraphBuilder();
  builder.all(network.layers, 'input');
  return onnxBytes({
    name,
    nodes: withOutput(builder.nodes, 'logits'),
    tensors: weights,
    sparse: new Set(sparse ? mask.keys() : []),
    input: inputOf(network),
    output: { name: 'logits', shape: [network.classes] },
    metadata: provenance,
    producerVersion: version,
  });
}
