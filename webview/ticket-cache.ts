import type { ExperimentDocument } from '../src/shared/results/experiment.ts';
import { parseTicket } from './ticket-names.ts';

type Load<T> = (ticket: string) => Promise<T>;

/** What is known by ticket, asked for once; asked for again when a training of that trial and round has come or changed. */
export class TicketCache<T> {
  private readonly entries = new Map<string, { readonly key: string; readonly details: Promise<T> }>();
  private readonly load: Load<T>;

  constructor(load: Load<T>) {
    this.load = load;
  }

  get(ticket: string, document: ExperimentDocument): Promise<T> {
    const key = fingerprint(ticket, document);
    const entry = this.entries.get(ticket);
    if (entry?.key === key) return entry.details;
    const details = this.load(ticket);
    this.entries.set(ticket, { key, details });
    details.catch(() => this.entries.delete(ticket));
    return details;
  }
}

/** Changes when anything that the details say of trainings can have changed. */
export function fingerprint(ticket: string, document: ExperimentDocument): string {
  const place = parseTicket(ticket);
  const here = document.trainings.filter(({ trial, round }) => trial === place?.trial && (round === place.round || round === 0));
  const again = document.retrainings.filter(({ trial, round }) => trial === place?.trial && round === place.round);
  return [...here, ...again].map(({ role, hash }) => `${role}=${hash}`).join();
}
