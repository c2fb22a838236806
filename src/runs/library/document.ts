/** The document of an experiment, made from what the store holds. */
import { checkClaims } from '../../lottery/claims/check-claims.ts';
import { headline } from '../../lottery/results/headline.ts';
import { plannedRounds, plannedTrainings } from '../../lottery/plan/planned.ts';
import { summarise } from '../../lottery/results/summary.ts';
import type { SummaryPlan } from '../../lottery/results/summary.ts';
import type { ExperimentDocument, ExperimentState } from '../../shared/results/experiment.ts';
import { earlyBirdOf } from './early-bird-of.ts';
import { instabilityOf } from './instability-of.ts';
import type { ReadEvaluation } from './instability-of.ts';
import { retrainingsOf } from './retrainings-of.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';
import { trainingsOf } from './trainings-of.ts';
import type { ReadTraining } from './trainings-of.ts';

function summaryPlan({ config, network }: ExperimentRecord): SummaryPlan {
  const { trials, controls, pruning } = config;
  return { trials, controls, rounds: plannedRounds(network, pruning) };
}

/** A record that says 'running' is believed only of a living runner. */
export function stateOf({ state }: ExperimentRecord, isHeld: boolean): ExperimentState {
  if (isHeld) return 'running';
  return state === 'running' ? 'interrupted' : state;
}

/** @param read How trainings are read: from the files, or from memory too. */
export async function experimentDocument(
  record: ExperimentRecord,
  state: ExperimentState,
  read: ReadTraining,
  readEvaluation: ReadEvaluation,
): Promise<ExperimentDocument> {
  const { trainings, problems } = await trainingsOf(record, read);
  const rounds = summarise(trainings, summaryPlan(record));
  const instability = await instabilityOf(
    record,
    rounds.map(({ round }) => round),
    readEvaluation,
  );
  const { experiment, config, configPath, engine } = record;
  return {
    schemaVersion: 1,
    experiment,
    config,
    configPath,
    engine,
    trials: config.trials,
    state,
    failure: (state === 'failed' ? record.failure : null) ?? problems[0] ?? null,
    plannedTrainings: plannedTrainings(config),
    rounds,
    trainings,
    retrainings: await retrainingsOf(record, read),
    claims: checkClaims(config, rounds, trainings),
    ...(instability ? { instability } : {}),
    ...(config.pruning.earlyBird ? { earlyBird: earlyBirdOf(record) } : {}),
    headline: headline(rounds, state === 'finished' || state === 'failed'),
  };
}
