/** An experiment's finished instability analyses, as far as its config plans them. */
import { instabilitySummary } from '../../lottery/results/instability-summary.ts';
import { instabilityRole } from '../../lottery/places/role.ts';
import type { EvaluationRecord } from '../../shared/specs/evaluate-work.ts';
import type { InstabilitySummary } from '../../shared/results/experiment.ts';
import { measuresInstability } from '../../shared/results/planned-series.ts';
import type { Hash } from '../../shared/specs/training.ts';
import { upTo } from '../../shared/numbers/up-to.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';

/** null while an evaluation is not finished. @throws StoreError where its file is newer or damaged. */
export type ReadEvaluation = (hash: Hash) => Promise<EvaluationRecord | null>;

/** By trial, then round; what cannot be read is left out. undefined where the config asks for none. */
export async function instabilityOf(
  { config, evaluations }: ExperimentRecord,
  rounds: readonly number[],
  read: ReadEvaluation,
): Promise<readonly InstabilitySummary[] | undefined> {
  if (config.instability === undefined) return undefined;
  const measured = rounds.filter((round) => measuresInstability(config, round));
  const places = upTo(config.trials).flatMap((trial) => measured.map((round) => ({ trial, round })));
  const found = await Promise.all(
    places.map(async (place) => {
      const hash = evaluations[instabilityRole(place)];
      const record = hash === undefined ? null : await read(hash).catch(() => null);
      return record && instabilitySummary(place, record);
    }),
  );
  return found.filter((one) => one !== null);
}
