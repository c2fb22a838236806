/** Tickets that come out of other programs' files, in an experiment of their own: there is nothing yet that they could win against. */
import type { ExperimentDocument } from '../experiment.ts';
import type { ImportedTicket, TicketId } from '../ticket-name.ts';
import type { HeadlineData } from '../verdict/verdict.ts';

type Imports = Pick<ExperimentDocument, 'trainings' | 'retrainings'> & { readonly imported?: ExperimentDocument['imported'] | undefined };

const isOf =
  ({ trial, round }: TicketId) =>
  (training: TicketId): boolean =>
    training.trial === trial && training.round === round;

/** Those that were not trained when they were imported; some may have been trained by a retraining since. */
export const untrainedImports = ({ imported = [], trainings }: Pick<Imports, 'imported' | 'trainings'>): readonly ImportedTicket[] =>
  imported.filter((id) => !trainings.some((one) => one.series === 'ticket' && isOf(id)(one)));

export const retrainingsOfTicket = ({ retrainings }: Pick<Imports, 'retrainings'>, id: TicketId): Imports['retrainings'] =>
  retrainings.filter(isOf(id));

/** Of an experiment in which no round is judged. */
export function importedHeadline(imports: Imports): HeadlineData {
  const { imported = [] } = imports;
  const waiting = untrainedImports(imports).filter((id) => retrainingsOfTicket(imports, id).length === 0);
  const counts = { all: imported.length, trained: imported.length - waiting.length };
  return { kind: 'imported', round: null, about: null, label: null, wouldTell: [], imported: counts };
}
