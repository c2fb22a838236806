/** The document of an experiment, made from what the store holds. */
import { checkClaims } from '../../lottery/claims/claims-for.ts';
import { plannedRounds, pruningEnd } from '../../lottery/plan/planned.ts';
import { headline } from '../../lottery/results/headline.ts';
import { type JudgedRound, summarise, type SummaryPlan } from '../../lottery/results/summary.ts';
import { plannedTrainings } from '../../shared/config/facts/planned-trainings.ts';
import { builtInSummary, type DataSummary } from '../../shared/results/data-summary.ts';
import type { ExperimentDocument, ExperimentState, RoundSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import { importedHeadline } from '../../shared/results/ticket/imported.ts';
import { headlineWords, verdictReason } from '../../shared/results/verdict/verdict-words.ts';
import type { Headline } from '../../shared/results/verdict/verdict.ts';
import type { ExperimentRecord } from '../store/experiments/experiment-record.ts';
import { costsOf, savingsOf } from './tickets/costs-of.ts';
import { earlyBirdOf, emptiedLayersOf, importedTickets, roundsOf } from './tickets/drawn-tickets.ts';
import { evaluatedNetworksOf, type ReadEvaluation } from './trainings/evaluated-networks-of.ts';
import { failedTrainingsOf, type ReadPartial } from './trainings/failed-trainings.ts';
import { instabilityOf } from './trainings/instability-of.ts';
import { retrainingsOf } from './trainings/retrainings-of.ts';
import { type ReadFacts, trainingsOf } from './trainings/trainings-of.ts';
import { inEnglish } from '../../shared/text/language.ts';
import { inEnglishWords, type Tellings, tellingsOf, type Words } from '../../shared/text/told.ts';

const endOf = ({ network, config, imported }: ExperimentRecord): Pick<ExperimentDocument, 'pruningEnd'> => {
  const end = imported ? null : pruningEnd(plannedRounds(network, config.pruning));
  return end ? { pruningEnd: end } : {};
};

/** Records of before data were looked at: what is known of data sets by their name. */
const dataOf = ({ data, config }: ExperimentRecord): DataSummary | null => data ?? builtInSummary(config.dataset);

/** Of imported tickets each is trained once, where it is. */
const plannedOf = ({ imported, config }: ExperimentRecord): number => (imported ? Object.keys(imported).length : plannedTrainings(config));

function summaryPlan(record: ExperimentRecord): SummaryPlan {
  const { trials, controls, training, instability, transfer } = record.config;
  return { trials, controls, instability, transfer, rounds: roundsOf(record), budget: training, data: dataOf(record) };
}

/** Sentences are made here, from data, for files and for programs that make none of their own: in English in every editor. */
const inWords = (round: JudgedRound): RoundSummary => {
  const { verdict, remaining } = round;
  return { ...round, verdict: verdict && { ...verdict, reason: inEnglish(() => verdictReason(verdict, remaining)) } };
};

type Imports = Parameters<typeof importedHeadline>[0];

function headlineOf(rounds: readonly JudgedRound[], state: ExperimentState, imports: Imports): Headline {
  const isImport = imports.imported && !rounds.some(isJudged);
  const found = isImport ? importedHeadline(imports) : headline(rounds, state === 'finished' || state === 'failed');
  return { ...found, ...inEnglish(() => headlineWords(found, rounds)) };
}

/** The dense network of an import can be judged as any other. */
const isJudged = ({ round, verdict }: JudgedRound): boolean => round > 0 && verdict !== null;

/** A training that was ended early is none that a claim speaks of. */
export const isWhole = ({ ended }: TrainingSummary): boolean => ended === undefined;

/** A record that says 'running' is believed only of a living runner. */
export function stateOf({ state }: Pick<ExperimentRecord, 'state'>, isHeld: boolean): ExperimentState {
  if (isHeld) return 'running';
  return state === 'running' ? 'interrupted' : state;
}

/** How parts of an experiment are read: from the files, or from memory too. */
export interface PartReaders {
  readonly readTraining: ReadFacts;
  readonly readEvaluation: ReadEvaluation;
  readonly readPartial: ReadPartial;
  /** False where nobody wants to see curves. */
  readonly keepEvaluations?: boolean;
}

/** How problems are told, beside what is told already. */
function tellingsWith(before: Tellings | undefined, problems: readonly Words[]): Pick<ExperimentDocument, 'tellings'> {
  const tellings = { ...before, ...tellingsOf(problems) };
  return Object.keys(tellings).length > 0 ? { tellings } : {};
}

/** @param problems Why parts of it cannot be read. */
const damageOf = ({ tellings }: ExperimentRecord, problems: readonly Words[]): Pick<ExperimentDocument, 'damage' | 'tellings'> => ({
  damage: [...new Set(problems.map(inEnglishWords))],
  ...tellingsWith(tellings, problems),
});

/** With more that cannot be read. */
export const withDamage = (document: ExperimentDocument, problems: readonly Words[]): ExperimentDocument => ({
  ...document,
  damage: [...document.damage, ...problems.map(inEnglishWords)],
  ...tellingsWith(document.tellings, problems),
});

export async function experimentDocument(
  record: ExperimentRecord,
  state: ExperimentState,
  { readTraining: read, readEvaluation, readPartial, keepEvaluations = true }: PartReaders,
): Promise<ExperimentDocument> {
  const { trainings, problems } = await trainingsOf(record, read, keepEvaluations);
  const evaluated = await evaluatedNetworksOf(record, readEvaluation);
  const plan = { ...summaryPlan(record), evaluated: evaluated.networks };
  const rounds = summarise(trainings, plan);
  const instability = await instabilityOf(record, rounds, readEvaluation);
  const savings = savingsOf(record, trainings);
  const again = await retrainingsOf(record, read, keepEvaluations);
  const imported = record.imported && importedTickets(record);
  const { experiment, config, configPath, earlierOf, engine } = record;
  return {
    schemaVersion: 1,
    experiment,
    config,
    configPath,
    ...(earlierOf && { earlierOf }),
    engine,
    trials: config.trials,
    state,
    failure: state === 'failed' ? record.failure : null,
    ...damageOf(record, [...problems, ...again.problems, ...evaluated.problems, ...(instability?.problems ?? [])]),
    failedTrainings: await failedTrainingsOf(record, trainings, readPartial),
    emptiedLayers: emptiedLayersOf(record),
    ...endOf(record),
    plannedTrainings: plannedOf(record),
    rounds: rounds.map(inWords),
    trainings,
    retrainings: again.trainings,
    ...(evaluated.networks.length > 0 ? { evaluated: evaluated.networks } : {}),
    costs: record.imported ? [] : costsOf(record),
    claims: inEnglish(() => checkClaims(config, rounds, trainings.filter(isWhole), plan.data)),
    ...(instability ? { instability: instability.instability } : {}),
    ...(config.pruning.earlyBird ? { earlyBird: earlyBirdOf(record) } : {}),
    ...(savings && { saved: savings }),
    ...(imported ? { imported } : {}),
    data: plan.data,
    headline: headlineOf(rounds, state, { imported, trainings, retrainings: again.trainings }),
  };
}
