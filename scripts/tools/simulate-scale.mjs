// How long a large exploration takes on how many cores: the graph of what waits for what, with measured times of a training in each round.
// node scripts/tools/simulate-scale.mjs [--chains 120] [--rounds 24] [--controls 0] [--iterations 50000] [--every 100] [--latency 12] [--overhead 2] [--cores 32,320,3200] [--factor 1]
import { parseArgs } from 'node:util';

/** Measured on Node 20 (docs/performance.md, lenet-step and lenet-evaluation): share of weights that remain, seconds of a step, seconds of an evaluation. */
const measured = /** @type {const} */ ([
  [1, 1313e-6, 115e-3],
  [0.51, 1617e-6, 90.4e-3],
  [0.21, 908e-6, 105e-3],
  [0.1, 494e-6, 41.2e-3],
  [0.05, 301e-6, 19.2e-3],
  [0.02, 111e-6, 6.7e-3],
  [0.01, 64.3e-6, 4.2e-3],
]);

/** Between two measured points by the logarithm of what remains. @param {number} remaining @param {1 | 2} column */
function secondsAt(remaining, column) {
  const at = measured.findIndex(([share]) => share <= remaining);
  const [low, high] = [measured[at === -1 ? measured.length - 1 : at], measured[at <= 0 ? 0 : at - 1]];
  if (!low || !high || low === high) return (low ?? measured[0])[column];
  const part = Math.log(remaining / low[0]) / Math.log(high[0] / low[0]);
  return low[column] + part * (high[column] - low[column]);
}

/** @typedef {{ chain: number, round: number, isTicket: boolean, readyAt: number }} Training */

/** Tickets before controls, early rounds before late ones, as the program orders them. @param {Training} a @param {Training} b */
const byUrgency = (a, b) => Number(b.isTicket) - Number(a.isTicket) || a.round - b.round || a.chain - b.chain;

/**
 * Carries the graph out on so many cores, each of which takes the most urgent training that is ready.
 * @param {{ chains: number, rounds: number, controls: number, cores: number, latency: number, secondsOf: (round: number) => number }} plan
 * @returns {{ seconds: number, busy: number }}
 */
export function simulate({ chains, rounds, controls, cores, latency, secondsOf }) {
  /** @type {Training[]} */
  let waiting = Array.from({ length: chains }, (_, chain) => ({ chain, round: 0, isTicket: true, readyAt: latency }));
  /** @type {{ endsAt: number, training: Training }[]} */
  let running = [];
  let [now, busy] = [0, 0];
  while (waiting.length + running.length > 0) {
    const ready = waiting.filter(({ readyAt }) => readyAt <= now).sort(byUrgency);
    const begun = ready.slice(0, cores - running.length);
    const taken = new Set(begun);
    waiting = waiting.filter((training) => !taken.has(training));
    for (const training of begun) {
      const seconds = secondsOf(training.round);
      busy += seconds;
      running.push({ endsAt: now + seconds, training });
    }
    const hasRoom = running.length < cores;
    const next = Math.min(...running.map(({ endsAt }) => endsAt), ...(hasRoom ? waiting.map(({ readyAt }) => readyAt) : []));
    now = Math.max(now, next);
    const ended = running.filter(({ endsAt }) => endsAt <= now);
    running = running.filter(({ endsAt }) => endsAt > now);
    for (const { training } of ended) waiting.push(...followers(training, { rounds, controls, readyAt: now + latency }));
  }
  return { seconds: now, busy };
}

/** A ticket's end gives the next mask, and with it the next ticket and its controls. @param {Training} training @param {{ rounds: number, controls: number, readyAt: number }} plan */
function followers({ chain, round, isTicket }, { rounds, controls, readyAt }) {
  if (!isTicket || round === rounds) return [];
  const next = { chain, round: round + 1, readyAt };
  return [{ ...next, isTicket: true }, ...Array.from({ length: controls }, () => ({ ...next, isTicket: false }))];
}

const hours = (/** @type {number} */ seconds) => (seconds / 3600).toFixed(1);

function main() {
  const text = /** @param {string} value */ (value) => /** @type {const} */ ({ type: 'string', default: value });
  const { values } = parseArgs({
    options: {
      ...{ chains: text('120'), rounds: text('24'), controls: text('0'), iterations: text('50000'), every: text('100') },
      ...{ latency: text('12'), overhead: text('2'), cores: text('1,32,320,3200'), factor: text('1') },
    },
  });
  const [chains, rounds, controls] = [Number(values.chains), Number(values.rounds), Number(values.controls)];
  const [iterations, every, latency, factor] = [
    Number(values.iterations),
    Number(values.every),
    Number(values.latency),
    Number(values.factor),
  ];
  /** A fifth of the weights goes in each round. @param {number} round */
  const secondsOf = (round) => {
    const remaining = 0.8 ** round;
    return factor * (iterations * secondsAt(remaining, 1) + (iterations / every) * secondsAt(remaining, 2)) + Number(values.overhead);
  };
  console.log(`${chains * (1 + rounds * (1 + controls))} trainings: ${chains} chains of ${rounds + 1}, ${controls} controls a round`);
  console.log('| cores | hours | times one core | cores busy |\n|---|---|---|---|');
  const alone = simulate({ chains, rounds, controls, cores: 1, latency: 0, secondsOf }).seconds;
  for (const cores of values.cores.split(',').map(Number)) {
    const { seconds, busy } = simulate({ chains, rounds, controls, cores, latency: cores === 1 ? 0 : latency, secondsOf });
    console.log(`| ${cores} | ${hours(seconds)} | ${(alone / seconds).toFixed(0)} | ${((100 * busy) / (seconds * cores)).toFixed(0)} % |`);
  }
}

main();
