/** The networks of an experiment that were evaluated and not trained, as far as its config plans them. */
import { momentRole } from '../../../lottery/places/role.ts';
import { plannedPlaces } from '../../../lottery/plan/planned.ts';
import { evaluatedNetwork } from '../../../lottery/results/evaluated-network.ts';
import { type EvaluatedNetwork, moments } from '../../../shared/results/pruning/evaluated-network.ts';
import type { EvaluationRecord } from '../../../shared/specs/evaluate-work.ts';
import type { Hash } from '../../../shared/specs/training.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';
import { sorted, unread } from './trainings-of.ts';
import type { Words } from '../../../shared/text/told.ts';

/** null while an evaluation is not finished. @throws StoreError where its file is newer or damaged. */
export type ReadEvaluation = (hash: Hash) => Promise<Pick<EvaluationRecord, 'results'> | null>;

interface FoundNetworks {
  /** By trial, round and series. */
  readonly networks: readonly EvaluatedNetwork[];
  /** Why others that should be there cannot be shown; each begins with a path. */
  readonly problems: readonly Words[];
}

export async function evaluatedNetworksOf({ config, evaluations }: ExperimentRecord, read: ReadEvaluation): Promise<FoundNetworks> {
  // A plan may have hundreds of thousands of places, and most runs evaluate none.
  if (Object.keys(evaluations).length === 0) return { networks: [], problems: [] };
  const wanted = plannedPlaces(config).flatMap((place) => moments.map((moment) => ({ place, moment })));
  const found = await Promise.all(
    wanted.map(async ({ place, moment }) => {
      const hash = evaluations[momentRole(place, moment)];
      const record = hash === undefined ? null : await read(hash).catch(unread);
      return record && 'unread' in record ? record : record && evaluatedNetwork(place, moment, record);
    }),
  );
  const { found: networks, problems } = sorted(found);
  return { networks, problems };
}
