/** An experiment's finished instability analyses, as far as its config plans them. */
import { instabilityRole } from '../../../lottery/places/role.ts';
import { instabilitySummary } from '../../../lottery/results/instability-summary.ts';
import type { JudgedRound } from '../../../lottery/results/summary.ts';
import { measuresInstability } from '../../../shared/config/facts/planned-trainings.ts';
import { upTo } from '../../../shared/numbers/counting.ts';
import type { InstabilitySummary } from '../../../shared/results/experiment.ts';
import type { Words } from '../../../shared/text/told.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import type { ReadEvaluation } from './evaluated-networks-of.ts';
import { sorted, unread } from './trainings-of.ts';

interface FoundInstability {
  readonly instability: readonly InstabilitySummary[];
  /** Why others that should be there cannot be shown; each begins with a path. */
  readonly problems: readonly Words[];
}

/** By trial, then round. undefined where the config asks for none. */
export async function instabilityOf(
  { config, evaluations }: ExperimentRecord,
  rounds: readonly JudgedRound[],
  read: ReadEvaluation,
): Promise<FoundInstability | undefined> {
  if (config.instability === undefined) return undefined;
  const measured = rounds.map(({ round }) => round).filter((round) => measuresInstability(config, round));
  const places = upTo(config.trials).flatMap((trial) => measured.map((round) => ({ trial, round })));
  const found = await Promise.all(
    places.map(async (place) => {
      const hash = evaluations[instabilityRole(place)];
      const record = hash === undefined ? null : await read(hash).catch(unread);
      return record && 'unread' in record ? record : record && instabilitySummary(place, record);
    }),
  );
  const { found: measurements, problems } = sorted(found);
  return { instability: measurements, problems };
}
