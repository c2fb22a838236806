import * as vscode from 'vscode';
import { type EncodableTensor, encodeTensors } from '../../shared/tensors/safetensors.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { saveFile } from '../saving/save-file.ts';
import type { TicketRef } from '../experiments/experiment-ref.ts';
import type { Services } from '../services.ts';
import { pickExperiment, pickTicket } from './targets.ts';

/** Export Report...: verdict, figures, numbers, claims and provenance in one HTML file. */
export async function exportReport(services: Services, target: unknown): Promise<void> {
  const ref = await pickExperiment(services, target);
  if (!ref) return;
  const store = await services.stores.at(ref.storeFolder);
  const html = await store.report(ref.experiment, 'Export Report... in VS Code');
  await saveFile(services.log, `${ref.experiment}-report.html`, { [vscode.l10n.t('Web page')]: ['html'] }, new TextEncoder().encode(html));
}

/** Initial weights under their own names, masks as `<name>_mask`, PyTorch's word for them. */
function tensorsOf(weights: Weights, mask: Mask): ReadonlyMap<string, EncodableTensor> {
  const initial = [...weights].map(([name, { shape, data }]) => [name, { dtype: 'F32', shape, data }] as const);
  const masks = [...mask].map(([name, { shape, data }]) => [`${name}_mask`, { dtype: 'U8', shape, data }] as const);
  return new Map<string, EncodableTensor>([...initial, ...masks]);
}

/** Read as the store reads its files: whole, and through no link. */
async function ticketBytes({ stores }: Services, { storeFolder, ticket }: TicketRef): Promise<Uint8Array> {
  const { details, initialWeights, mask } = await (await stores.at(storeFolder)).ticketTensors(ticket);
  const { seed, remaining } = details;
  return encodeTensors(tensorsOf(initialWeights, mask), { ticket: details.ticket, seed: String(seed), remaining: String(remaining) });
}

/** Export Ticket...: mask and initial weights in one safetensors file. */
export async function exportTicket(services: Services, target: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  if (!ref) return;
  const bytes = await ticketBytes(services, ref);
  await saveFile(services.log, `${ref.ticket.replaceAll('/', '-')}.safetensors`, { safetensors: ['safetensors'] }, bytes);
}
