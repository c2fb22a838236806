// Finds a winning ticket in a small network and says what became of it.
//   node examples/library/find-ticket.mjs [CONFIG] [STORE]
import { findTicket } from 'winning-ticket';

const [config = 'examples/tiny.lottery.json', store = '.winning-ticket'] = process.argv.slice(2);
const { experiment, ticket, isWinning } = await findTicket(config, {
  store,
  onProgress: ({ fraction }) => process.stderr.write(`\r${Math.round(100 * fraction)} %`),
});
process.stderr.write('\n');
for (const { round, remaining, verdict } of experiment.rounds)
  console.log(`round ${round}: ${(100 * remaining).toFixed(1)} % of the weights, ${verdict?.label ?? 'no verdict'}`);
console.log(`${experiment.headline.title} ${isWinning ? 'The winning ticket' : 'The last ticket'}: ${ticket}`);
