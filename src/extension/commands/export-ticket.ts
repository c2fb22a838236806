import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TicketDetails } from '../../shared/results/experiment.ts';
import { bytesToMask, bytesToWeights, type EncodableTensor, encodeTensors } from '../../shared/tensors/safetensors.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { saveFile } from '../saving/save-file.ts';
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

async function ticketBytes(storeFolder: string, details: TicketDetails): Promise<Uint8Array> {
  const read = (hash: string): Promise<Uint8Array> => readFile(path.join(storeFolder, 'tensors', `${hash}.safetensors`));
  const weights = bytesToWeights(await read(details.initialWeightsHash));
  const mask: Mask = details.maskHash === null ? new Map() : bytesToMask(await read(details.maskHash));
  return encodeTensors(tensorsOf(weights, mask), {
    ticket: details.ticket,
    seed: String(details.seed),
    remaining: String(details.remaining),
  });
}

/** Export Ticket...: mask and initial weights in one safetensors file. */
export async function exportTicket(services: Services, target: unknown): Promise<void> {
  const ref = await pickTicket(services, target);
  if (!ref) return;
  const bytes = await ticketBytes(ref.storeFolder, await services.library.ticket(ref));
  await saveFile(services.log, `${ref.ticket.replaceAll('/', '-')}.safetensors`, { safetensors: ['safetensors'] }, bytes);
}
