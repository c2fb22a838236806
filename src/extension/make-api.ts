import type { Api } from './api.ts';
import { ticketName } from './experiments/experiment-ref.ts';
import type { LibraryEntry } from './experiments/library.ts';
import type { Services } from './services.ts';

async function ticketsOf({ library }: Services, entry: LibraryEntry): Promise<readonly string[]> {
  const document = entry.problem === null ? await library.document(entry) : null;
  const tickets = document?.trainings.filter(({ series }) => series === 'ticket') ?? [];
  return tickets.map(({ trial, round }) => ticketName(entry.experiment, trial, round));
}

export function makeApi(services: Services, tickets: Api['tickets'], activationMilliseconds: number): Api {
  const { library, runs } = services;
  return {
    version: 1,
    listTickets: async () => (await Promise.all((await library.entries()).map((entry) => ticketsOf(services, entry)))).flat(),
    listExperiments: () => library.entries(),
    document: (ref) => library.document(ref),
    whenEnded: async (ref) => (await runs.get(ref)?.ended)?.state ?? null,
    tickets,
    activationMilliseconds,
  };
}
