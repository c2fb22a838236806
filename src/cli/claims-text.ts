/** The paper's claims beside a run's figures, as people read them. */
import type { ClaimResult } from '../shared/results/claims.ts';
import { claimRule } from '../shared/results/claims.ts';
import type { ExperimentDocument } from '../shared/results/experiment.ts';
import { formatRemaining } from '../shared/text/format.ts';
import { table } from './table.ts';
import { absent } from './words.ts';

function claimsTable(results: readonly ClaimResult[]): string {
  return table<ClaimResult>(
    [
      { title: 'claim', cell: ({ id }) => id },
      { title: 'at', align: 'right', cell: ({ at }) => (at === null ? absent : formatRemaining(at)) },
      { title: 'the paper', cell: ({ paper }) => paper },
      { title: 'this run', cell: ({ run }) => run },
      { title: 'tested at', align: 'right', cell: ({ remaining }) => (remaining === null ? absent : formatRemaining(remaining)) },
      { title: 'outcome', cell: ({ outcome }) => outcome },
    ],
    results,
  );
}

const reasons = (results: readonly ClaimResult[]): string =>
  results.map(({ id, claim, outcome, reason }) => `${id}: ${claim}: ${outcome}, ${reason}.`).join('\n');

export function claimsText({ experiment, claims }: ExperimentDocument): string {
  const { setup, departures, results } = claims;
  if (setup === null) return `${experiment}: the paper makes no claims about this network and data set.`;
  const differs = departures.length === 0 ? "The paper's own set-up." : `Departs from the paper's set-up: ${departures.join(', ')}.`;
  return [`${experiment}: the paper's claims about ${setup}\n${differs}`, claimsTable(results), reasons(results), claimRule].join('\n\n');
}
