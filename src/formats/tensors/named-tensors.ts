/**
 * The tensors of an exported ticket under the names of this format, in PyTorch's layout or TensorFlow's:
 * `fc1.weight` the weights that the training starts from, `fc1.weight_mask` (PyTorch's word), `initial.fc1.weight` the dense network's,
 * `trained.fc1.weight`, `optimizer.adam.m.fc1.weight`. With TensorFlow's names `fc1/kernel`, `fc1/kernel_mask`, `initial/fc1/kernel` and so on.
 */
import type { ExportedTicket } from '../exported-ticket.ts';
import type { Parameter } from '../../shared/network/parameter.ts';
import { parametersOf } from '../../shared/network/parameters.ts';
import { tensorFlowLayout } from '../../shared/tensors/tensorflow-layout.ts';
import type { MaskTensor, Tensor, Weights } from '../../shared/tensors/tensors.ts';

export const tensorLayouts = ['pytorch', 'tensorflow'] as const;
export type TensorLayout = (typeof tensorLayouts)[number];

export interface TensorOptions {
  readonly layout: TensorLayout;
  /** Whether the optimiser's state goes along. */
  readonly optimizer: boolean;
}

/** Keras's words for a layer's tensors. */
const kerasWords: Readonly<Record<Parameter['kind'], string>> = {
  weight: 'kernel',
  bias: 'bias',
  scale: 'gamma',
  shift: 'beta',
  'running-mean': 'moving_mean',
  'running-variance': 'moving_variance',
};

/** Tensors of model files have Keras's names already. */
export const kerasName = ({ name, layer, kind }: Parameter): string => (name.includes('/') ? name : `${layer}/${kerasWords[kind]}`);

interface Naming {
  readonly separator: string;
  /** By our name. */
  nameOf(name: string): string;
  laidOut(tensor: Tensor | MaskTensor): Tensor | MaskTensor;
}

const laidOut = ({ shape, data }: Tensor | MaskTensor): Tensor | MaskTensor =>
  data instanceof Float32Array ? tensorFlowLayout({ shape, data }) : tensorFlowLayout({ shape, data });

function namingOf({ network }: ExportedTicket, layout: TensorLayout): Naming {
  if (layout === 'pytorch') return { separator: '.', nameOf: (name) => name, laidOut: (tensor) => tensor };
  const names = new Map(parametersOf(network).map((parameter) => [parameter.name, kerasName(parameter)]));
  return { separator: '/', nameOf: (name) => names.get(name) ?? name, laidOut };
}

const sameTensors = (a: Weights, b: Weights): boolean =>
  [...a].every(([name, { data }]) => {
    const other = b.get(name)?.data;
    return other?.length === data.length && data.every((value, at) => Object.is(value, other[at]));
  });

/** In the order: start, masks, initial, trained, optimiser. */
export function namedTensors(ticket: ExportedTicket, { layout, optimizer }: TensorOptions): ReadonlyMap<string, Tensor | MaskTensor> {
  const { separator, nameOf, laidOut } = namingOf(ticket, layout);
  const all = new Map<string, Tensor | MaskTensor>();
  const addAll = (weights: Weights | null, ...prefix: readonly string[]): void => {
    for (const [name, tensor] of weights ?? []) all.set([...prefix, nameOf(name)].join(separator), laidOut(tensor));
  };
  addAll(ticket.start);
  for (const [name, tensor] of ticket.mask) all.set(`${nameOf(name)}_mask`, laidOut(tensor));
  if (ticket.initial && !sameTensors(ticket.initial, ticket.start)) addAll(ticket.initial, 'initial');
  addAll(ticket.trained, 'trained');
  if (optimizer) for (const [slot, weights] of ticket.optimizer ?? []) addAll(weights, 'optimizer', ...slot.split('.'));
  return all;
}
