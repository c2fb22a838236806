/**
 * Which tensor of a foreign file is which of a network's: by name (PyTorch's or Keras's), else by order and shape. Every shape, type and value is
 * checked, and what is wrong is said by tensor.
 */
import type { Network } from '../../shared/network/network.ts';
import type { Parameter } from '../../shared/network/parameter.ts';
import { parametersOf, prunableOf } from '../../shared/network/parameters.ts';
import { productOf } from '../../shared/network/shapes.ts';
import { pytorchLayout } from '../../shared/tensors/tensorflow-layout.ts';
import type { Mask, MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { kerasName } from '../tensors/named-tensors.ts';
import { type ForeignTensor, type ForeignTensors, ImportError, shapeWords, shown } from './foreign-tensors.ts';
import { tell, tellList, type Told } from '../../shared/text/told.ts';

/** A tensor of the file, with the name that it has there. */
interface Named extends ForeignTensor {
  readonly name: string;
  /** The name that it would have in a network. */
  readonly as: string;
}

/** Tensors without a part in the network: counters of batch normalisation, our own exports' other weights. */
const isBeside = (name: string): boolean => /(^|\.)num_batches_tracked$/.test(name) || /^(initial|trained|optimizer)[./]/.test(name);

const maskSuffix = '_mask';
const isMaskName = (name: string): boolean => name.endsWith(maskSuffix);
/** torch.nn.utils.prune keeps the weights before pruning under this. */
const withoutOrig = (name: string): string => name.replace(/_orig$/, '');

const isKeras = (name: string): boolean => name.includes('/');

/** The file's weights or its masks, by the names that they would have in a network. */
function part(tensors: ForeignTensors, wants: 'weights' | 'masks', isOnlyMasks: boolean): readonly Named[] {
  return [...tensors]
    .filter(([name]) => !isBeside(name) && (isOnlyMasks || isMaskName(name) === (wants === 'masks')))
    .map(([name, tensor]) => ({ ...tensor, name, as: wants === 'masks' ? name.replace(/_mask$/, '') : withoutOrig(name) }));
}

/** TensorFlow's axes are those of a name with a slash. */
const shapeInFile = ({ shape }: Parameter, name: string): readonly number[] => {
  if (!isKeras(name) || shape.length < 2) return shape;
  const [outputs = 0, inputs = 0, ...kernel] = shape;
  return [...kernel, inputs, outputs];
};

const sameShape = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((size, at) => size === b[at]);

type Pair = readonly [Parameter, Named];

/** null where a name is missing. */
function byName(parameters: readonly Parameter[], found: readonly Named[]): readonly Pair[] | null {
  const names = new Map(found.map((one) => [one.as, one]));
  const pairs = parameters.map((parameter) => [parameter, names.get(parameter.name) ?? names.get(kerasName(parameter))] as const);
  return pairs.every((pair): pair is Pair => pair[1] !== undefined) ? pairs : null;
}

const listed = (tensors: readonly { readonly name: string; readonly shape: readonly number[] }[]): Told => {
  const shownFew = tensors.slice(0, 12).map(({ name, shape }) => tellList([shown(name), shapeWords(shape)], ' '));
  return tensors.length === 0 ? tell('none') : tellList([...shownFew, ...(tensors.length > 12 ? ['...'] : [])]);
};

/** Parts of a layer as our networks list them; PyTorch's pruning moves a weight behind its bias. */
const partRanks = [/(^|[./])(weight|weight_orig|kernel|gamma)$/, /(^|[./])(bias|beta)$/, /mean$/, /var(iance)?$/];
const rankOf = (name: string): number => partRanks.findIndex((pattern) => pattern.test(name));

/** Layers in the file's order, the parts of each in ours. */
function byLayer(found: readonly Named[]): readonly Named[] {
  const layerOf = ({ name }: Named): string => name.slice(0, Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'), 0));
  const layers = [...new Set(found.map(layerOf))];
  return found.toSorted((a, b) => layers.indexOf(layerOf(a)) - layers.indexOf(layerOf(b)) || rankOf(a.name) - rankOf(b.name));
}

function inOrder(file: string, parameters: readonly Parameter[], found: readonly Named[], what: Told): readonly Pair[] {
  const ordered = byLayer(found);
  const pairs = parameters.flatMap((parameter, at): Pair[] => {
    const tensor = ordered[at];
    return tensor ? [[parameter, tensor]] : [];
  });
  if (found.length !== parameters.length)
    throw new ImportError(
      file,
      tell(
        "expected {0} {1} of the network, {2}; found {3}: {4}. Give the config the file's network.",
        parameters.length,
        what,
        listed(parameters),
        found.length,
        listed(found),
      ),
    );
  return pairs;
}

function checkShape(file: string, [parameter, tensor]: Pair): void {
  const expected = shapeInFile(parameter, tensor.name);
  if (sameShape(tensor.shape, expected)) return;
  throw new ImportError(
    file,
    tell(
      'tensor {0}: expected the shape {1} of "{2}", found {3}.',
      shown(tensor.name),
      shapeWords(expected),
      parameter.name,
      shapeWords(tensor.shape),
    ),
  );
}

function pairsOf(file: string, parameters: readonly Parameter[], found: readonly Named[], what: Told) {
  const pairs = byName(parameters, found) ?? inOrder(file, parameters, found, what);
  for (const pair of pairs) checkShape(file, pair);
  return pairs;
}

function weightTensor(file: string, [{ shape }, { name, data, dtype }]: Pair): Tensor {
  if (data instanceof Uint8Array)
    throw new ImportError(file, tell('tensor {0} is {1}; weights are floating-point numbers.', shown(name), dtype));
  const odd = data.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    throw new ImportError(file, tell('tensor {0}: value {1} is {2}; weights are finite numbers.', shown(name), odd, data[odd] ?? NaN));
  return isKeras(name) ? pytorchLayout(data, shape) : { shape, data };
}

function maskTensor(file: string, [{ shape }, { name, data }]: Pair): MaskTensor {
  const odd = data.findIndex((value) => value !== 0 && value !== 1);
  if (odd >= 0)
    throw new ImportError(file, tell('tensor {0}: value {1} is {2}; masks hold 0 and 1 only.', shown(name), odd, data[odd] ?? NaN));
  const kept = Uint8Array.from(data);
  return isKeras(name) ? pytorchLayout(kept, shape) : { shape, data: kept };
}

/** Every tensor of the network. @throws ImportError */
export function weightsOf(file: string, tensors: ForeignTensors, network: Network): Weights {
  const pairs = pairsOf(file, parametersOf(network), part(tensors, 'weights', false), tell('tensors'));
  return new Map(pairs.map((pair) => [pair[0].name, weightTensor(file, pair)]));
}

const holdsOnly01 = ({ data }: ForeignTensor): boolean => data.every((value) => value === 0 || value === 1);

/** Whether a file holds masks, under names of masks or as nothing but zeros and ones. */
export function hasMasks(tensors: ForeignTensors): boolean {
  const own = [...tensors].filter(([name]) => !isBeside(name));
  return own.some(([name]) => isMaskName(name)) || (own.length > 0 && own.every(([, tensor]) => holdsOnly01(tensor)));
}

/** Whether a file holds weights. */
export const hasWeights = (tensors: ForeignTensors): boolean =>
  [...tensors].some(([name, tensor]) => !isBeside(name) && !isMaskName(name) && !holdsOnly01(tensor));

/** Weights that remain by the masks of a file, all of a tensor that it has no mask for. @throws ImportError */
export function maskOf(file: string, tensors: ForeignTensors, network: Network): Mask {
  const all = prunableOf(network);
  const isOnlyMasks = ![...tensors.keys()].some(isMaskName);
  const found = part(tensors, 'masks', isOnlyMasks);
  const named = new Set(found.map(({ as }) => as));
  const some = all.filter((parameter) => named.has(parameter.name) || named.has(kerasName(parameter)));
  const isNamed = some.length > 0 && some.length === found.length;
  const pairs = pairsOf(file, isNamed ? some : all, found, tell('masks'));
  const masks = new Map(pairs.map((pair) => [pair[0].name, maskTensor(file, pair)]));
  return new Map(
    all.map(({ name, shape }): [string, MaskTensor] => [
      name,
      masks.get(name) ?? { shape, data: new Uint8Array(productOf(shape)).fill(1) },
    ]),
  );
}
