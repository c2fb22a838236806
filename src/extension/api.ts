import type * as vscode from 'vscode';
import type { ExperimentDocument, TrainingSummary } from '../shared/results/experiment.ts';
import { ticketName } from '../shared/results/ticket-name.ts';
import type { ExperimentRef } from './experiments/experiment-ref.ts';
import type { LibraryEntry } from './experiments/library.ts';
import type { Services } from './services.ts';
import type { Node } from './views/nodes.ts';

/** What `activate` returns to other extensions and to our tests. Fields are only ever added within a version. */
export interface Api {
  readonly version: 1;
  /** Names of the finished tickets in every store of this window. */
  listTickets(): Promise<readonly string[]>;
  listExperiments(): Promise<readonly LibraryEntry[]>;
  document(ref: ExperimentRef): Promise<ExperimentDocument | null>;
  /** Resolves when the active run of an experiment, if there is one, has ended. */
  whenEnded(ref: ExperimentRef): Promise<string | null>;
  /** The tickets view. */
  readonly tickets: vscode.TreeDataProvider<Node>;
  readonly activationMilliseconds: number;
}

async function ticketsOf({ library }: Services, entry: LibraryEntry): Promise<readonly string[]> {
  const document = entry.problem === null ? await library.document(entry) : null;
  const tickets = document?.trainings.filter(({ series }) => series === 'ticket') ?? [];
  return tickets.map(({ trial, round }) => ticketName({ experiment: entry.experiment, trial, round }));
}

/** With the evaluations of its trainings. */
async function wholeDocument({ library, stores }: Services, ref: ExperimentRef): Promise<ExperimentDocument | null> {
  const document = await library.document(ref);
  if (!document) return null;
  const all = [...document.trainings, ...document.retrainings];
  const curves = await (await stores.at(ref.storeFolder)).curves(all.map(({ hash }) => hash));
  const whole = (training: TrainingSummary): TrainingSummary => ({ ...training, evaluations: curves[training.hash] ?? [] });
  return { ...document, trainings: document.trainings.map(whole), retrainings: document.retrainings.map(whole) };
}

export function makeApi(services: Services, tickets: Api['tickets'], activationMilliseconds: number): Api {
  const { library, runs } = services;
  return {
    version: 1,
    listTickets: async () => (await Promise.all((await library.entries()).map((entry) => ticketsOf(services, entry)))).flat(),
    listExperiments: () => library.entries(),
    document: (ref) => wholeDocument(services, ref),
    whenEnded: async (ref) => (await runs.get(ref)?.ended)?.state ?? null,
    tickets,
    activationMilliseconds,
  };
}
