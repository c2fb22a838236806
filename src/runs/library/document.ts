/** The document of an experiment, made from what the store holds. */
import { checkClaims } from '../../lottery/claims/claims-for.ts';
import { instabilityRole, type TrainingId } from '../../lottery/places/role.ts';
import { plannedPlaces, type PlannedRound, plannedRounds, pruningEnd } from '../../lottery/plan/planned.ts';
import { headline } from '../../lottery/results/headline.ts';
import { instabilitySummary } from '../../lottery/results/instability-summary.ts';
import { type JudgedRound, summarise, type SummaryPlan } from '../../lottery/results/summary.ts';
import { measuresInstability } from '../../shared/config/schema/planned-series.ts';
import { plannedTrainings } from '../../shared/config/schema/planned-trainings.ts';
import { criterionFacts } from '../../shared/config/schema/pruning-schema.ts';
import { networkSize } from '../../shared/network/parameters.ts';
import { upTo } from '../../shared/numbers/counting.ts';
import { builtInSummary, type DataSummary } from '../../shared/results/data-summary.ts';
import type { EarlyBirdSummary } from '../../shared/results/pruning/early-bird.ts';
import type {
  EmptiedLayer,
  ExperimentDocument,
  ExperimentState,
  InstabilitySummary,
  RoundSummary,
  TrainingSummary,
} from '../../shared/results/experiment.ts';
import { importedHeadline, type ImportedTicket } from '../../shared/results/ticket/imported.ts';
import { parseTicketPath, ticketPath } from '../../shared/results/ticket-name.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { headlineWords, verdictReason } from '../../shared/results/verdict/verdict-words.ts';
import type { Headline } from '../../shared/results/verdict/verdict.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';
import { costsOf, savingsOf } from './tickets/costs-of.ts';
import { evaluatedNetworksOf, type ReadEvaluation } from './trainings/evaluated-networks-of.ts';
import { failedTrainingsOf, type ReadPartial } from './trainings/failed-trainings.ts';
import { retrainingsOf } from './trainings/retrainings-of.ts';
import { type ReadFacts, trainingsOf } from './trainings/trainings-of.ts';
import { inEnglish } from '../../shared/text/language.ts';

// When the tickets of an experiment were drawn, where that was before their training was over.
/** By trial, then round; a ticket that the config no longer plans is left out. */
const ticketPlaces = ({ config }: ExperimentRecord): readonly TrainingId[] =>
  plannedPlaces(config).filter(({ series }) => series === 'ticket');

function earlyBirdOf(record: ExperimentRecord): readonly EarlyBirdSummary[] {
  return ticketPlaces(record).flatMap(({ trial, round }) => {
    const draw = record.tickets[ticketPath({ trial, round })]?.earlyBird;
    return draw ? [{ trial, round, ...draw }] : [];
  });
}

/** Each layer at the first round in which it is empty. */
function emptiedLayersOf(record: ExperimentRecord): readonly EmptiedLayer[] {
  const all = new Map<string, EmptiedLayer>();
  if (!Object.values(record.tickets).some(({ emptied }) => emptied)) return [];
  for (const { trial, round } of ticketPlaces(record).toSorted((a, b) => a.round - b.round)) {
    for (const layer of record.tickets[ticketPath({ trial, round })]?.emptied ?? []) {
      const known = all.get(layer);
      if (!known) all.set(layer, { layer, round, trials: [trial] });
      else if (known.round === round) all.set(layer, { ...known, trials: [...known.trials, trial] });
    }
  }
  return [...all.values()];
}

function importedTickets({ imported = {}, tickets, network }: ExperimentRecord): readonly ImportedTicket[] {
  const all = networkSize(network).weights;
  const places = Object.keys(imported)
    .map(parseTicketPath)
    .filter((id) => id !== null);
  return places.map((id) => ({ ...id, remaining: (keptOf(tickets[ticketPath(id)]) ?? all) / all }));
}

/** null where nobody has counted them. */
const keptOf = (ticket: ExperimentRecord['tickets'][string] | undefined): number | null =>
  ticket?.kept ? Object.values(ticket.kept).reduce((sum, count) => sum + count, 0) : null;

// An experiment's finished instability analyses, as far as its config plans them.
interface FoundInstability {
  readonly instability: readonly InstabilitySummary[];
  /** Why others that should be there cannot be shown; each begins with a path. */
  readonly problems: readonly string[];
}

/** By trial, then round. undefined where the config asks for none. */
async function instabilityOf(
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
      const record = hash === undefined ? null : await read(hash).catch(messageOf);
      return typeof record === 'string' ? record : record && instabilitySummary(place, record);
    }),
  );
  return {
    instability: found.filter((one) => typeof one === 'object').filter((one) => one !== null),
    problems: found.filter((one) => typeof one === 'string'),
  };
}

const endOf = ({ network, config, imported }: ExperimentRecord): Pick<ExperimentDocument, 'pruningEnd'> => {
  const end = imported ? null : pruningEnd(plannedRounds(network, config.pruning));
  return end ? { pruningEnd: end } : {};
};

/** Records of before data were looked at: what is known of data sets by their name. */
const dataOf = ({ data, config }: ExperimentRecord): DataSummary | null => data ?? builtInSummary(config.dataset);

/** Of imported tickets each is trained once, where it is. */
const plannedOf = ({ imported, config }: ExperimentRecord): number => (imported ? Object.keys(imported).length : plannedTrainings(config));

/** Imported masks follow no rate. Whole channels leave somewhat less than planned, in each trial another count: then it is the mean of the trials that have drawn. */
function drawnRound(planned: PlannedRound, { config, tickets }: ExperimentRecord, all: number): PlannedRound {
  const drawn = upTo(config.trials).flatMap((trial) => {
    const kept = keptOf(tickets[ticketPath({ trial, round: planned.round })]);
    return kept === null ? [] : [kept];
  });
  if (drawn.length === 0) return planned;
  const mean = drawn.reduce((sum, count) => sum + count, 0) / drawn.length;
  return { ...planned, remainingCount: Math.round(mean), remaining: mean / all };
}

function roundsOf(record: ExperimentRecord): readonly PlannedRound[] {
  const { network, config } = record;
  const planned = plannedRounds(network, config.pruning);
  if (!record.imported && !criterionFacts[config.pruning.criterion].prunesChannels) return planned;
  return planned.map((round) => drawnRound(round, record, planned[0]?.remainingCount ?? 0));
}

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
const isWhole = ({ ended }: TrainingSummary): boolean => ended === undefined;

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
    damage: [...new Set([...problems, ...again.problems, ...evaluated.problems, ...(instability?.problems ?? [])])],
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
