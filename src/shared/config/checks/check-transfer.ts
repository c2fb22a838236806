import type { Finding } from '../reading/finding.ts';
import type { Config } from '../schema/schema.ts';
import { lateRounds } from './late-rounds.ts';

/** Tickets have to be taken somewhere, and only those that are drawn can be. */
export function checkTransfer(config: Config): readonly Finding[] {
  const { transfer } = config;
  if (transfer === undefined) return [];
  const late = lateRounds(transfer.rounds, ['transfer', 'rounds'], config);
  const changed = Object.values(transfer.training ?? {}).some((value) => value !== undefined);
  if (transfer.dataset !== undefined || changed) return late;
  const message = 'transfer needs a "dataset", or what differs in "training": else every ticket would be trained the same way twice.';
  return [{ message, paths: [['transfer']], at: 'value' }, ...late];
}
