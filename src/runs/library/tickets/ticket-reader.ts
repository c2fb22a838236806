/** Reads the tickets of a store by their names, `<experiment>/trial-<t>/round-<rr>`. */
import type { ExperimentDocument } from '../../../shared/results/experiment.ts';
import type { FilterKernels, FilterPlace } from '../../../shared/results/ticket/filter-kernels.ts';
import type { LayerMask } from '../../../shared/results/ticket/layer-mask.ts';
import type { TicketAnalysis } from '../../../shared/results/ticket/ticket-analysis.ts';
import type { TicketDetails } from '../../../shared/results/ticket/ticket-details.ts';
import { ticketIdOf } from '../../../shared/results/ticket-name.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import type { TensorStore } from '../../store/work/tensor-store.ts';
import type { MaskedTicket } from '../store-reader.ts';
import type { ReadTraining } from '../trainings/trainings-of.ts';
import { ticketDetails, withCurves } from './ticket-details.ts';
import { layerMask, storedTicket, type StoredTicket } from './ticket.ts';
import { analyse, ticketKernels, ticketWeights, type TicketWeights } from './ticket-weights.ts';

/** The document is of this very record: a run may replace it at any time. */
export interface RecordAndDocument {
  readonly record: ExperimentRecord;
  readonly document: ExperimentDocument;
}

/** The store, as far as tickets are read from it. */
interface TicketStore {
  readonly tensors: TensorStore;
  readonly readTraining: ReadTraining;
  recordOf(experiment: string): Promise<ExperimentRecord>;
  /** Without the evaluations of trainings. */
  recordAndDocument(experiment: string): Promise<RecordAndDocument>;
}

interface ReadTicket {
  readonly ticket: StoredTicket;
  readonly record: ExperimentRecord;
}

export class TicketReader {
  constructor(private readonly store: TicketStore) {}

  /** @param document Of its experiment, where that is known already. */
  async details(name: string, document?: ExperimentDocument): Promise<TicketDetails> {
    return (await this.withDetails(name, document)).details;
  }

  async masked(name: string): Promise<MaskedTicket> {
    const { details, ticket, record } = await this.withDetails(name);
    return { details, mask: ticket.mask, config: record.config };
  }

  async layerMask(name: string, layer: string): Promise<LayerMask> {
    return layerMask((await this.read(name)).ticket, layer);
  }

  async analysis(name: string): Promise<TicketAnalysis> {
    const { ticket, weights } = await this.withWeights(name);
    return analyse(ticket, weights);
  }

  async kernels(name: string, place: FilterPlace): Promise<FilterKernels> {
    const { ticket, weights } = await this.withWeights(name);
    return ticketKernels(ticket, weights, place);
  }

  private async read(name: string): Promise<ReadTicket> {
    const id = ticketIdOf(name);
    const record = await this.store.recordOf(id.experiment);
    return { record, ticket: await storedTicket(record, id, this.store.tensors, this.store.readTraining) };
  }

  private async withDetails(name: string, known?: ExperimentDocument): Promise<ReadTicket & { readonly details: TicketDetails }> {
    const id = ticketIdOf(name);
    const { tensors, readTraining } = this.store;
    const { record, document } = known
      ? { record: await this.store.recordOf(id.experiment), document: known }
      : await this.store.recordAndDocument(id.experiment);
    const ticket = await storedTicket(record, id, tensors, readTraining);
    return { ticket, record, details: await withCurves(ticketDetails(record, document, ticket), readTraining) };
  }

  private async withWeights(name: string): Promise<ReadTicket & { readonly weights: TicketWeights }> {
    const { ticket, record } = await this.read(name);
    return { ticket, record, weights: await ticketWeights(record, ticket, this.store.tensors, this.store.readTraining) };
  }
}
