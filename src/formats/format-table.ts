/** The formats that a ticket or an experiment's results can be exported as. */
import { t } from '../shared/text/language.ts';

interface FormatFacts {
  /** What people read in a list. */
  readonly title: () => string;
  readonly detail: () => string;
  readonly holds: 'ticket' | 'results';
  /** Of its main file; null where it is a folder of files. */
  readonly ending: string | null;
}

const facts = {
  safetensors: {
    title: () => t('safetensors'),
    detail: () => t('initial and trained weights and mask, with a load.py for PyTorch'),
    holds: 'ticket',
    ending: '.safetensors',
  },
  npz: { title: () => t('NumPy (.npz)'), detail: () => t('initial and trained weights and mask'), holds: 'ticket', ending: '.npz' },
  tfjs: {
    title: () => t('TensorFlow.js layers model'),
    detail: () => t('model.json and weights.bin, trained and pruned'),
    holds: 'ticket',
    ending: null,
  },
  onnx: { title: () => t('ONNX'), detail: () => t('the trained and pruned network'), holds: 'ticket', ending: '.onnx' },
  csr: {
    title: () => t('Sparse rows (CSR, .npz)'),
    detail: () => t('only the weights that remain, layer by layer'),
    holds: 'ticket',
    ending: '.csr.npz',
  },
  module: {
    title: () => t('JavaScript module that runs by itself'),
    detail: () => t('classifies in Node and in browsers, as small as what remains'),
    holds: 'ticket',
    ending: '.mjs',
  },
  csv: { title: () => t('Table of all evaluations (.csv)'), detail: () => t('one row an evaluation'), holds: 'results', ending: '.csv' },
  tensorboard: { title: () => t('TensorBoard event files'), detail: () => t('a folder a training'), holds: 'results', ending: null },
  mlflow: { title: () => t('MLflow file store'), detail: () => t('a run a training'), holds: 'results', ending: null },
} as const satisfies Record<string, FormatFacts>;

export type FormatName = keyof typeof facts;
export type TicketFormat = { [Name in FormatName]: (typeof facts)[Name]['holds'] extends 'ticket' ? Name : never }[FormatName];
export type ResultsFormat = Exclude<FormatName, TicketFormat>;

export const exportFormats: Readonly<Record<FormatName, FormatFacts>> = facts;
export const formatNames = Object.keys(facts) as readonly FormatName[];

export const isTicketFormat = (name: FormatName): name is TicketFormat => exportFormats[name].holds === 'ticket';
