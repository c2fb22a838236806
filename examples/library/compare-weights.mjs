// How far the weights of a ticket that remain have moved in training, layer by layer.
//   node examples/library/compare-weights.mjs TICKET [STORE]
import { loadTicket } from 'winning-ticket';

const [name = 'tiny/trial-1/round-01', store = '.winning-ticket'] = process.argv.slice(2);
const { mask, start, trained } = await loadTicket(store, name);
for (const [tensor, { data: kept }] of mask) {
  const [before, after] = [start.get(tensor)?.data, trained?.get(tensor)?.data];
  if (!before || !after) throw new Error(`${name} is not trained.`);
  const moved = Array.from(kept.keys())
    .filter((at) => kept[at] === 1)
    .map((at) => Math.abs(after[at] - before[at]));
  const mean = moved.reduce((sum, one) => sum + one, 0) / moved.length;
  console.log(`${tensor}: ${moved.length} of ${kept.length} weights remain; they moved by ${mean.toFixed(4)} on average`);
}
