import type { Command } from 'commander';
import { claimNames, type ClaimResult, claimRule } from '../../shared/results/verdict/claims.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { jsonOption, storeOption, type StoreOptions } from '../options.ts';
import { formatOption, printAs } from '../text/print-as.ts';
import { existingStore, readExperiment } from '../stores.ts';
import { type Grid, grid, gridText } from '../text/table.ts';
import { outcomeStyle } from '../text/word-styles.ts';
import { absent } from '../text/words.ts';

type NamedResult = ClaimResult & { readonly name: string };

const named = (results: readonly ClaimResult[]): readonly NamedResult[] => {
  const names = claimNames(results);
  return results.map((result, place) => ({ ...result, name: names[place] ?? result.id }));
};

function claimsGrid(results: readonly ClaimResult[]): Grid {
  return grid<NamedResult>(
    [
      { title: 'claim', cell: ({ name }) => name },
      { title: 'at', align: 'right', cell: ({ at }) => (at === null ? absent : formatRemaining(at)), value: ({ at }) => at },
      { title: 'the paper', cell: ({ paper }) => paper },
      { title: 'this run', cell: ({ run }) => run },
      {
        title: 'tested at',
        align: 'right',
        cell: ({ remaining }) => (remaining === null ? absent : formatRemaining(remaining)),
        value: ({ remaining }) => remaining,
      },
      { title: 'outcome', cell: ({ outcome }) => outcome, style: ({ outcome }) => outcomeStyle(outcome) },
    ],
    named(results),
  );
}

const reasons = (results: readonly ClaimResult[]): string =>
  named(results)
    .map(({ name, claim, outcome, reason }) => `${name}: ${claim}: ${outcome}, ${reason}.`)
    .join('\n');

/** The paper's claims beside a run's figures, as people read them. */
function claimsText({ experiment, claims }: ExperimentDocument): string {
  const { setup, departures, results } = claims;
  if (setup === null) return `${experiment}: the paper makes no claims about this network and data set.`;
  const differs = departures.length === 0 ? "The paper's own set-up." : `Departs from the paper's set-up: ${departures.join(', ')}.`;
  return [
    `${experiment}: the paper's claims about ${setup}\n${differs}`,
    gridText(claimsGrid(results)),
    reasons(results),
    claimRule(),
  ].join('\n\n');
}

async function claims(name: string, { store: folder, ...format }: StoreOptions): Promise<void> {
  const document = await readExperiment(await existingStore(folder), name);
  printAs(format, {
    text: () => claimsText(document),
    grid: () => claimsGrid(document.claims.results),
    json: () => ({ schemaVersion: 1, experiment: document.experiment, state: document.state, ...document.claims }),
  });
}

export function addClaims(program: Command): void {
  program
    .command('claims')
    .argument('<experiment>', 'such as lenet')
    .description("the paper's claims beside this run's figures: holds, does not hold, cannot tell")
    .addOption(storeOption())
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(claims);
}
