/** The last lines of a run: where the tickets lie and what can be done with them. */
import path from 'node:path';
import type { ExperimentDocument } from '../shared/results/experiment.ts';

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `"${text}"`;
}

/** The ticket of the headline; where none wins, the last round's. */
function ticketToShow({ experiment, headline, rounds }: ExperimentDocument): string {
  const round = headline.round ?? rounds.at(-1)?.round ?? 0;
  return `${experiment}/trial-1/round-${String(round).padStart(2, '0')}`;
}

/** In the default place the extension finds the store by itself. */
function inEditor(storeFolder: string): string {
  const folder = path.dirname(storeFolder);
  if (path.basename(storeFolder) === '.winning-ticket') return `code ${quoted(folder)}, then the Winning Ticket icon in the activity bar`;
  return `set winningTicket.storeFolder to ${storeFolder}, then the Winning Ticket icon in the activity bar`;
}

/** As it was called: from a checkout there is no `winning-ticket` on the path. */
function invocation(): string {
  const script = process.argv[1] ?? '';
  if (path.basename(script) !== 'cli.js') return 'winning-ticket';
  const relative = path.relative('', script);
  return `node ${quoted(relative.startsWith('..') ? script : relative)}`;
}

export function closingWords(document: ExperimentDocument, storeFolder: string): string {
  const store = path.relative('', storeFolder) || '.';
  const option = store === '.winning-ticket' ? '' : ` --store ${quoted(store)}`;
  const detail = `In detail:   ${invocation()} show ${quoted(ticketToShow(document))}${option}`;
  return [`Tickets:     ${storeFolder}`, `In VS Code:  ${inEditor(storeFolder)}`, ...(document.rounds.length > 0 ? [detail] : [])].join(
    '\n',
  );
}
