/** Holds a run against what the paper claims of its network. */
import type { ClaimsReport } from '../../shared/results/claims.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { RoundSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import { claimsFor } from './claims-for.ts';
import { departures, paperSetup } from './paper-setup.ts';
import { RunEvidence } from './run-evidence.ts';

/**
 * @param trainings Finished ones; retrainings do not belong here.
 * @param rounds Of `summarise`.
 */
export function checkClaims(config: Config, rounds: readonly RoundSummary[], trainings: readonly TrainingSummary[]): ClaimsReport {
  const setup = paperSetup(config);
  const claims = claimsFor(config);
  if (setup === null || claims.length === 0) return { setup: null, departures: [], results: [] };
  const evidence = new RunEvidence(config, rounds, trainings);
  return {
    setup: `${setup.title}, ${config.pruning.schedule} pruning`,
    departures: departures(config, setup),
    results: claims.map(({ judge, ...claim }) => ({ ...claim, ...judge(evidence) })),
  };
}
