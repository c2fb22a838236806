/**
 * How long the exploration of the paper's appendix G takes on so many nodes, and whether such figures can be believed.
 * `node build/bench/scale.cjs` (after `node scripts/build/bench.mjs`) prints the table of docs/scale.md (`--cpus` of a task, `--start` seconds before its first step); `--check` runs a small sweep on a real Slurm of this machine and on paper.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { check } from './check.ts';
import { lenetSeconds } from './lenet-seconds.ts';
import { simulate } from './simulate.ts';
import { planOf } from './small-lenet.ts';

/** 40 settings in 3 trials, each the dense network and 24 rounds: 3,000 trainings without controls. */
const [settings, trials, rounds] = [40, 3, 24];
const [iterations, evaluateEvery] = [50_000, 100];
/** Of a node; and how the run is started. */
const options = { cores: 32, maxJobs: 4_000, taskMinutes: 3 };

interface Given {
  readonly cpus: number;
  readonly startSeconds: number;
}

/** A fifth of the weights goes in each round. */
const secondsOfRound = (round: number): number => lenetSeconds(0.8 ** round, iterations, iterations / evaluateEvery);

async function row(nodes: number, controls: number, given: Given): Promise<string> {
  const plans = Array.from({ length: settings }, (_, seed) =>
    planOf({
      pruning: { rounds },
      controls: { randomReinit: Math.ceil(controls / 2), randomMask: Math.floor(controls / 2) },
      trials,
      seed,
    }),
  );
  const { trainings, seconds, busySeconds } = await simulate(plans, ({ round }) => secondsOfRound(round), {
    ...options,
    ...given,
    nodes,
  });
  const cells = [nodes, trainings.toLocaleString('en'), `${(busySeconds / 3600).toFixed(1)} h`, `${(seconds / 3600).toFixed(2)} h`];
  return `| ${[...cells, `${(busySeconds / seconds).toFixed(0)}x`, `${((100 * busySeconds) / seconds / nodes / options.cores).toFixed(0)} %`].join(' | ')} |`;
}

async function table(given: Given): Promise<void> {
  console.log('| nodes | trainings | on one core | on the cluster | times one core | cores busy |\n|---|---|---|---|---|---|');
  for (const controls of [0, 2]) for (const nodes of [1, 10, 100]) console.log(await row(nodes, controls, given));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      start: { type: 'string', default: '2' },
      cpus: { type: 'string', default: '1' },
    },
  });
  const given = { cpus: Number(values.cpus), startSeconds: Number(values.start) };
  if (!values.check) return table(given);
  const { startSeconds, measured, simulated } = await check(path.resolve('dist'));
  const { trainings, seconds, busySeconds } = simulated;
  console.log(
    `${String(trainings)} trainings of ${busySeconds.toFixed(0)} s together, ${startSeconds.toFixed(1)} s to start a task: ${measured.toFixed(0)} s measured, ${seconds.toFixed(0)} s on paper`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
