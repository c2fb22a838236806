/** Takes tickets of other programs into an experiment of their own, to be inspected, compared and trained. */
import path from 'node:path';
import type { ForeignTicket } from '../../formats/reading/read-ticket.ts';
import { applyMask, fullMask } from '../../lottery/masks/mask.ts';
import type { TicketId } from '../../lottery/places/role.ts';
import { roleSeed } from '../../lottery/places/seeds.ts';
import { initialWeights } from '../../lottery/weights/initial-weights.ts';
import { waitForAll } from '../../lottery/failures.ts';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import { ticketPath } from '../../shared/results/ticket-name.ts';
import type { TicketImport } from '../../shared/specs/imported.ts';
import type { Mask, Weights } from '../../shared/tensors/tensors.ts';
import { readForeignTicket } from '../reading/read-files.ts';
import { roleOf } from './opening/prepare.ts';
import type { RunContext, StopSwitch } from './opening/run-context.ts';
import type { RunParts } from './parts/run-parts.ts';

interface ReadImport extends TicketId {
  readonly source: TicketImport;
  /** 0 where pruned. */
  readonly weights: Weights;
  readonly mask: Mask;
}

/** What a file does not hold is drawn (weights) or whole (a mask). */
function completed(source: TicketImport, { weights, mask }: ForeignTicket, { plan }: RunParts): ReadImport {
  const { trial } = source;
  const round = source.round ?? (mask ? 1 : 0);
  const start = weights ?? plan.givenWeights ?? initialWeights(plan.network, roleSeed(plan.seed, trial, 'initial-weights'));
  const kept = mask ?? fullMask(plan.network);
  return { source, trial, round, mask: kept, weights: applyMask(start, kept) };
}

const baseName = (file: string | null): string | null => file && path.basename(file);

/** All are read before any is kept: a file that is wrong leaves nothing half imported. */
async function readAll(
  { files }: RunContext,
  parts: RunParts,
  sources: readonly TicketImport[],
  signal: AbortSignal,
): Promise<readonly ReadImport[]> {
  const all: ReadImport[] = [];
  for (const source of sources) all.push(completed(source, await readForeignTicket(files, source, parts.plan.network, signal), parts));
  return all;
}

function train({ plan, work }: RunParts, experiment: string, { trial, round, weights, mask }: ReadImport): Promise<unknown> {
  const spec = plan.specDraft(trial);
  return work.train({ role: roleOf({ experiment, trial, round }), spec, weights, mask: round === 0 ? null : mask, keepWeights: true });
}

/** @throws ReadError where a file cannot be read or does not fit the network. */
export async function importTickets(
  context: RunContext,
  parts: RunParts,
  { tickets, train: trains }: NonNullable<RunRequest['imports']>,
  stop: StopSwitch,
): Promise<void> {
  const { journal } = parts;
  const read = await readAll(context, parts, tickets, stop.signal);
  const imported = read.map(({ source: { weights, mask }, ...id }) => [
    ticketPath(id),
    { weights: baseName(weights), mask: baseName(mask) },
  ]);
  await journal.update({ imported: Object.fromEntries(imported) });
  for (const { trial, round, mask, weights } of read)
    await journal.addTicket({ trial, round, mask, initialWeights: weights }, context.store.tensors);
  if (trains) await waitForAll(read.map((one) => train(parts, context.request.experiment, one)));
}
