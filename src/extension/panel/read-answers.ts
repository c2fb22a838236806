/** What a panel asks of the store: answers that only read. */
import type { StoreReader } from '../../runs/library/store-reader.ts';
import type { PanelCalls } from '../../shared/channel/webview-protocol.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import type { TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import type { ExperimentRef, TicketRef } from '../experiments/experiment-ref.ts';

/** The library, as far as it is asked. */
interface Documents {
  document(ref: ExperimentRef): Promise<ExperimentDocument | null>;
  ticket(ref: TicketRef): Promise<TicketDetails>;
}

type ReadCalls = Pick<PanelCalls, 'inspect' | 'analyse' | 'kernels' | 'curves' | 'mask' | 'other'>;
type Answers = { readonly [M in keyof ReadCalls]: (payload: ReadCalls[M]['payload']) => Promise<ReadCalls[M]['reply']> };

/** @param store Of the panel's experiment. */
export const readAnswers = (ref: ExperimentRef, documents: Documents, store: () => Promise<StoreReader>): Answers => ({
  inspect: ({ ticket }) => documents.ticket({ storeFolder: ref.storeFolder, ticket }),
  analyse: async ({ ticket }) => (await store()).analyse(ticket),
  kernels: async ({ ticket, place }) => (await store()).kernels(ticket, place),
  curves: async ({ hashes }) => (await store()).curves(hashes),
  mask: async ({ ticket, layer }) => (await store()).layerMask(ticket, layer),
  other: ({ experiment }) => documents.document({ ...ref, experiment }),
});
