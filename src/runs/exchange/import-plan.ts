/** From the files that a user names to the request that takes them in. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { ImportError } from '../../formats/reading/foreign-tensors.ts';
import { openLthTickets } from '../../formats/reading/open-lth.ts';
import { type Config, configSchema } from '../../shared/config/schema/schema.ts';
import type { TicketImport } from '../../shared/specs/imported.ts';
import { tell } from '../../shared/text/told.ts';

export interface ImportPlan {
  readonly tickets: readonly TicketImport[];
  /** The one that is given, with as many trials and rounds as there are tickets, and no controls. */
  readonly config: Config;
}

/** As many trials and rounds as the tickets have; whatever trains beside them is left out. */
function importConfig(config: Config, tickets: readonly TicketImport[]): Config {
  const { instability: _, transfer: __, ...kept } = config;
  const rounds = Math.max(1, ...tickets.map(({ round }) => round ?? 1));
  const trials = Math.max(1, ...tickets.map(({ trial }) => trial));
  const none = configSchema.parse({ controls: { randomReinit: 0, randomMask: 0 } }).controls;
  const { criterion: ___, ...pruning } = kept.pruning;
  return {
    ...kept,
    trials,
    rewind: 'initial',
    controls: none,
    pruning: { ...configSchema.parse({}).pruning, rates: pruning.rates, rounds },
  };
}

/**
 * @param source A file with weights, masks or both, or a results folder of open_lth.
 * @param mask A file with the masks, where another one has the weights.
 * @throws ImportError, DataError
 */
export async function importPlan(source: string, mask: string | undefined, config: Config): Promise<ImportPlan> {
  const file = path.resolve(source);
  const found = source === '' ? undefined : statSync(file, { throwIfNoEntry: false });
  if (!found) throw new ImportError(source === '' ? '""' : file, tell('file not found'));
  const isFolder = found.isDirectory();
  const tickets = isFolder
    ? await openLthTickets(file)
    : [{ trial: 1, round: null, weights: file, mask: mask === undefined ? null : path.resolve(mask) }];
  return { tickets, config: importConfig(config, tickets) };
}

/** `model.safetensors` is imported as `model`, a folder under its own name. */
export const importName = (source: string): string => path.basename(path.resolve(source)).replace(/\.[A-Za-z0-9]+$/, '');
