/** From layers to the steps of one pass, and the levels between them. */
import { type DenseLayer, type Layer, type Network, type ResidualLayer, unknownLayerKind } from '../../../shared/network/network.ts';
import { productOf } from '../../../shared/network/shapes.ts';
import { drawKey } from '../../../shared/numbers/counter-random.ts';
import type { Kernels } from '../kernel-exports.ts';
import type { Geometry } from '../memory/geometry.ts';
import { addStep, denseStep, dropoutStep, flattenStep, forkStep, poolStep, reluStep } from './layer-steps.ts';
import type { Node, NodeStore, Step } from './node.ts';
import type { LayeredNetwork } from './layered-network.ts';

export interface BuiltSteps {
  readonly steps: readonly Step[];
  readonly input: Node;
  readonly output: Node;
}

class StepBuilder {
  readonly steps: Step[] = [];

  constructor(
    private readonly network: LayeredNetwork,
    private readonly nodes: NodeStore,
    private readonly geometry: Geometry,
    private readonly dropoutSeed: string,
  ) {}

  get #kernels(): Kernels {
    return this.network.context.memory.kernels;
  }

  /** A level of this shape; `key` names what makes it. */
  node(key: string, shape: readonly number[], relu: boolean, wantsGradient = true): Node {
    if (shape.length === 3) return this.nodes.images(key, shape, wantsGradient);
    const node = this.nodes.rows(productOf(shape), relu, this.geometry);
    return wantsGradient ? node : { ...node, gradient: 0 };
  }

  all(layers: readonly Layer[], input: Node): Node {
    return layers.reduce((node, layer) => this.#add(layer, node), input);
  }

  #add(layer: Layer, input: Node): Node {
    if (layer.kind === 'dense') return this.#dense(layer, input);
    if (layer.kind === 'residual') return this.#residual(layer, input);
    if (layer.kind === 'flatten' && input.level) return input;
    const output = this.node(layer.name, layer.outputShape, false);
    this.steps.push(this.#step(layer, input, output));
    return output;
  }

  #step(layer: Exclude<Layer, DenseLayer | ResidualLayer>, input: Node, output: Node): Step {
    const { stride } = this.geometry;
    const kernels = this.#kernels;
    switch (layer.kind) {
      case 'convolution':
        return bound(this.network.convolutions.get(layer.name), input, output);
      case 'batch-normalization':
        return bound(this.network.normalizations.get(layer.name), input, output);
      case 'max-pool':
      case 'average-pool':
      case 'global-average-pool':
        return poolStep(kernels, layer, input, output);
      case 'flatten':
        return flattenStep(kernels, input, output, stride);
      case 'relu':
        return reluStep(kernels, input, output, stride);
      case 'model':
        throw new Error('Only TensorFlow.js trains a model file.');
      case 'dropout':
        return dropoutStep(kernels, layer, drawKey(this.dropoutSeed, layer.name), input, output, stride);
      default:
        return unknownLayerKind(layer);
    }
  }

  #dense(layer: DenseLayer, given: Node): Node {
    const input = given.level ? given : this.#flattened(layer.name, given);
    const output = this.node(layer.name, [layer.outputs], layer.activation === 'relu');
    const program = this.network.dense.get(layer.name);
    if (!program || !input.level || !output.level) throw new Error(`The layer ${layer.name} is missing.`);
    this.steps.push(denseStep(this.#kernels, program, this.geometry, input.level, output.level, input.gradient === 0));
    return output;
  }

  #flattened(name: string, input: Node): Node {
    const output = this.node(`${name} input`, [productOf(input.shape)], false, input.gradient !== 0);
    this.steps.push(flattenStep(this.#kernels, input, output, this.geometry.stride));
    return output;
  }

  #residual({ name, layers, shortcutLayers, outputShape }: ResidualLayer, input: Node): Node {
    const { stride } = this.geometry;
    // It shares the values and has a gradient of its own.
    const own = input.gradient ? this.node(`${name} shortcut`, input.shape, false).gradient : 0;
    const branch: Node = { ...input, gradient: own, level: input.level && { ...input.level, gradientLast: own } };
    this.steps.push(forkStep(this.#kernels, input, branch, stride));
    const way = this.all(layers, input);
    const shortcut = this.all(shortcutLayers, branch);
    const output = this.node(name, outputShape, false);
    this.steps.push(addStep(this.#kernels, way, shortcut, output, stride));
    return output;
  }
}

/** A layer with parameters, whose program all passes share. */
interface Bindable {
  forward(input: Node, output: Node, state: Parameters<Step['forward']>[0]): void;
  backward(input: Node, output: Node, state: Parameters<Step['backward']>[0]): void;
}

function bound(program: Bindable | undefined, input: Node, output: Node): Step {
  if (!program) throw new Error('A layer is missing.');
  return {
    forward: (state) => {
      program.forward(input, output, state);
    },
    backward: (state) => {
      program.backward(input, output, state);
    },
  };
}

export function buildSteps(
  { layers, inputShape }: Network,
  parameters: LayeredNetwork,
  nodes: NodeStore,
  geometry: Geometry,
  dropoutSeed: string,
): BuiltSteps {
  const builder = new StepBuilder(parameters, nodes, geometry, dropoutSeed);
  // Samples that are no images are loaded as images of one pixel.
  const input = builder.node('input', imageShape(inputShape), false, false);
  const first = inputShape.length === 3 ? input : builder.node('flat input', inputShape, false, false);
  if (first !== input) builder.steps.push(flattenStep(parameters.context.memory.kernels, input, first, geometry.stride));
  return { steps: builder.steps, input, output: builder.all(layers, first) };
}

const imageShape = (shape: readonly number[]): readonly number[] => (shape.length === 3 ? shape : [productOf(shape), 1, 1]);
