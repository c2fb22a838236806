/** Conv-2 at falling numbers of weights, beside PyTorch with its memory allocation tuned and as it is installed. */
import type { BenchContext } from '../context.ts';
import { convInput, evaluatedSamples } from '../conv-input.ts';
import type { BenchRow } from '../document.ts';
import type { Peer } from '../peers/peer.ts';
import { asInstalled } from '../peers/pytorch-environment.ts';
import { startPytorch } from '../peers/pytorch.ts';
import { conv2Experiment } from './conv-2-experiment.ts';
import { trainingRows } from './training-work.ts';
import type { Work } from './work.ts';

/** Rounds of pruning whose masks are measured; those between them are interpolated in the sum. */
export const conv2Rounds = [0, 3, 7, 12, 17, 23];

const batchSize = 60;
const learningRate = 0.0002;
/** Validation losses are compared after so many steps: each costs an evaluation. */
const stepsCompared = 3;

function inputAt(round: number): ReturnType<typeof convInput> {
  const input = convInput('conv-2', round, batchSize);
  return { ...input, spec: { ...input.spec, optimizer: { ...input.spec.optimizer, learningRate } } };
}

async function rowsAt(round: number, context: BenchContext, peers: readonly Peer[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const what of ['step', 'evaluation'] as const) {
    const name = `conv-2-${what}-round-${String(round)}`;
    const work = { name, byDefault: false, what, density: 1, input: () => inputAt(round), peers: () => true, stepsCompared };
    rows.push(...(await trainingRows(work, context, peers)));
  }
  return rows.map((row) => (row.work.includes('evaluation') ? { ...row, note: `${String(evaluatedSamples)} samples; ${row.note}` } : row));
}

/** The first PyTorch, tuned and not. */
async function startPytorches({ pytorch: [first] }: BenchContext): Promise<readonly Peer[]> {
  if (!first) return [];
  const { choice } = first;
  const untuned = { ...choice, environment: asInstalled(choice.environment) };
  return [await startPytorch('pytorch', choice), await startPytorch('pytorch-as-installed', untuned)];
}

export const conv2Work: Work = {
  name: 'conv-2',
  byDefault: false,
  run: async (context) => {
    const started = await startPytorches(context);
    const peers = [...started, ...context.peers.filter(({ name }) => name.includes('compiled') || name.startsWith('jax'))];
    try {
      const rows: BenchRow[] = [];
      for (const round of conv2Rounds) rows.push(...(await rowsAt(round, context, peers)));
      return [...rows, ...conv2Experiment(rows, conv2Rounds)];
    } finally {
      for (const peer of started) peer.close();
    }
  },
};
