/** Runs a model on tensors that are handed in: it keeps none of its own. */
import type { LayersModel } from '@tensorflow/tfjs';
import { allLayers, type ModelLayer, type Network } from '../../../shared/network/network.ts';
import { draw, drawKey } from '../../../shared/numbers/counter-random.ts';
import type { Surroundings } from '../tensors/surroundings.ts';
import type { TensorFlow, TfTensor } from '../tensors/tensorflow.ts';
import { buildModel, type ModelPart, partsOf, variableName } from './built-model.ts';

interface Prepared {
  readonly model: LayersModel;
  readonly dropouts: readonly ModelPart[];
  /** Whose tensors the variables are at the moment. */
  around: Surroundings | null;
}

const prepared = new WeakMap<object, Map<string, Prepared>>();

const keyOf = ({ topology }: ModelLayer): string => JSON.stringify(topology);

/** Every variable reads what the surroundings have, and hands them what it is given: the model becomes a function. */
function handOver(one: Prepared): void {
  for (const variable of one.model.weights) {
    variable.dispose();
    const name = variableName(variable);
    variable.read = () => (one.around?.tensor(name) ?? null) as never;
    variable.write = (value) => {
      one.around?.follow(name, value);
      return variable;
    };
  }
}

async function prepareLayer(tf: TensorFlow, layer: ModelLayer): Promise<void> {
  const all = prepared.get(tf) ?? new Map<string, Prepared>();
  prepared.set(tf, all);
  if (all.has(keyOf(layer))) return;
  const model = await buildModel(tf, layer.topology);
  const one: Prepared = { model, dropouts: partsOf(model.layers).filter(({ name }) => layer.dropouts.includes(name)), around: null };
  handOver(one);
  all.set(keyOf(layer), one);
}

/** Builds what a network has of models; to be awaited before anything is computed with it. */
export async function prepareModels(tf: TensorFlow, network: Pick<Network, 'layers'>): Promise<void> {
  for (const layer of allLayers(network.layers)) if (layer.kind === 'model') await prepareLayer(tf, layer);
}

/** Dropout draws by its layer's seed: another one for each iteration, the same on every run. TensorFlow.js takes 0 for none. */
function seed({ dropouts }: Prepared, { mode }: Surroundings): void {
  if (mode)
    for (const part of dropouts)
      (part as ModelPart & { seed: number }).seed = 1 + draw(drawKey(mode.dropoutSeed, part.name), mode.iteration, 0);
}

export function runModel(layer: ModelLayer, around: Surroundings, x: TfTensor): TfTensor {
  const { tf, mode } = around;
  const one = prepared.get(tf)?.get(keyOf(layer));
  if (!one) throw new Error('The model has not been built.');
  one.around = around;
  seed(one, around);
  const input = tf.reshape(x, [x.shape[0] ?? 0, ...layer.inputShape]);
  try {
    return one.model.apply(input, { training: mode !== null }) as TfTensor;
  } finally {
    one.around = null;
  }
}
