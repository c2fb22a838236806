/** The options of the command line. */
import { Command, InvalidArgumentError } from 'commander';

export const peerNames = ['pytorch', 'pytorch-compiled', 'jax', 'jax-scan', 'tfjs-wasm', 'tfjs-cpu', 'tfjs-node', 'tfjs-webgpu'] as const;
export type PeerName = (typeof peerNames)[number];
/** The compiled ones take a minute for each network, and a graphics card is seldom there: only where they are asked for. */
const usualPeers: readonly PeerName[] = ['pytorch', 'tfjs-wasm', 'tfjs-cpu', 'tfjs-node'];

export interface BenchOptions {
  /** Names of works, or their first words; empty for the default selection. */
  readonly only: readonly string[];
  readonly full: boolean;
  readonly json: boolean;
  readonly rounds: number;
  readonly peers: readonly PeerName[];
  /** Interpreters with torch or JAX; each with torch is a peer. Empty: the first that is found. */
  readonly pythons: readonly string[];
  /** Seconds of one side's block of a short work. */
  readonly blockSeconds: number;
  /** Iterations of each training of the experiment. */
  readonly iterations: number;
}

export const defaults: BenchOptions = {
  only: [],
  full: false,
  json: false,
  rounds: 5,
  peers: usualPeers,
  pythons: [],
  blockSeconds: 0.4,
  iterations: 1000,
};

const list = (text: string): string[] => text.split(',').filter(Boolean);

function peers(text: string): PeerName[] {
  if (text === 'none') return [];
  const names = list(text);
  const unknown = names.find((name) => !peerNames.some((known) => known === name));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no peer "${unknown}"; there are ${peerNames.join(', ')}, or none.`);
  return peerNames.filter((name) => names.includes(name));
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('A number above 0 is expected.');
  return value;
}

function wholeNumber(text: string): number {
  if (!Number.isInteger(positive(text))) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

/** @throws CommanderError after having said what is wrong, or after --help. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const program = new Command('npm run bench --')
    .description('Compares the embedded engine with its peers, side by side; ratios above 1 mean that we are faster.')
    .option('--only <works>', 'works by name or by its first words, comma-separated: lenet-step, lenet-step-5, kernels ...', list, [
      ...defaults.only,
    ])
    .option('--full', 'everything, cost curves too; over half an hour', false)
    .option('--json', 'one document on stdout', false)
    .option('--rounds <n>', 'turns that each side takes', wholeNumber, defaults.rounds)
    .option('--peers <names>', `comma-separated: ${peerNames.join(', ')}; or none; without it all that compile nothing`, peers, [
      ...defaults.peers,
    ])
    .option('--python <files>', 'interpreters with torch or JAX, comma-separated; each with torch is a peer', list, [])
    .option('--block <seconds>', 'length of one turn of a short work', positive, defaults.blockSeconds)
    .option('--iterations <n>', 'of each training of the experiment', wholeNumber, defaults.iterations)
    .exitOverride();
  const { python, block, ...rest } = program
    .parse(args, { from: 'user' })
    .opts<Omit<BenchOptions, 'pythons' | 'blockSeconds'> & { python: string[]; block: number }>();
  return { ...rest, pythons: python, blockSeconds: block };
}
