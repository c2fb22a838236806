/** What is known of an experiment: the document of `show EXPERIMENT --json`, drawn by the panel and the tree too. */
import type { Config } from '../config/schema/schema.ts';
import type { SeriesName } from '../specs/series.ts';
import type { Evaluation, Hash } from '../specs/training.ts';
import type { ClaimsReport } from './verdict/claims.ts';
import type { DataSummary } from './data-summary.ts';
import type { EarlyBirdSummary, EndedTraining, Savings } from './pruning/early-bird.ts';
import type { StopSpread, PairedDifference, Spread, StopDifference } from './verdict/statistics.ts';
import type { StopBound } from './verdict/early-stop.ts';
import type { EarlierOf } from './earlier-run.ts';
import type { EvaluatedNetwork } from './pruning/evaluated-network.ts';
import type { PruningEnd } from './pruning/pruning-end.ts';
import type { ImportedTicket, TrainingId } from './ticket-name.ts';
import type { RetrainingOutcome } from './retraining.ts';
import type { TicketCost } from './pruning/ticket-cost.ts';
import type { Headline, Verdict } from './verdict/verdict.ts';
import type { Tellings } from '../text/told.ts';

export type ExperimentState = 'running' | 'finished' | 'interrupted' | 'cancelled' | 'failed';

/** A series minus the dense network of the same trial; null where no trial has both numbers, or the series is the dense network. */
export interface AgainstDense {
  readonly earlyStopIteration: StopDifference | null;
  readonly testAccuracyAtEarlyStop: PairedDifference | null;
  readonly testAccuracyAtEnd: PairedDifference | null;
}

/** One series at one round, over trials (and replicates). Fields are null where nothing can be said. */
export interface SeriesSummary {
  /** Finished trainings; where one has failed, fewer than `planned`. */
  readonly n: number;
  /** Trainings that the config asks for. */
  readonly planned: number;
  /** Trainings whose minimum lies in the last 5 % of the budget: their early stop is only a lower bound. */
  readonly censored: number;
  /** Over all finished trainings; where some stops are only bounds, `bound` says that the mean is one too. */
  readonly earlyStopIteration: StopSpread | null;
  readonly testAccuracyAtEarlyStop: Spread | null;
  readonly validationLossAtEarlyStop: Spread | null;
  readonly testAccuracyAtEnd: Spread | null;
  readonly trainAccuracyAtEnd: Spread | null;
  /** Of the network that was pruned, before it is rewound; absent where that was not evaluated: for all but tickets. */
  readonly testAccuracyPruned?: Spread;
  /** Before the training: of a ticket, rewound and masked (Zhou et al. 2019: the supermask); absent where that was not evaluated. */
  readonly testAccuracyUntrained?: Spread;
  readonly againstDense: AgainstDense;
}

export interface RoundSummary {
  readonly round: number;
  /** Exact count / all prunable weights, a fraction 0..1; where whole channels are pruned the mean over trials, whose counts differ. */
  readonly remaining: number;
  readonly remainingCount: number;
  readonly series: Readonly<Partial<Record<SeriesName, SeriesSummary>>>;
  /** null until every trial's ticket of this round and of round 0 is trained. */
  readonly verdict: Verdict | null;
}

/** One finished training by its role, e.g. `trial-1/round-03/random-reinit-1`. */
export interface TrainingSummary extends TrainingId {
  readonly role: string;
  readonly hash: Hash;
  readonly earlyStopIteration: number;
  /** Whether the early stop is only a lower bound: the same as the bound `at-least`. */
  readonly censored: boolean;
  readonly earlyStopBound: StopBound;
  readonly testAccuracyAtEarlyStop: number;
  readonly validationLossAtEarlyStop: number;
  readonly testAccuracyAtEnd: number | null;
  readonly trainAccuracyAtEnd: number | null;
  readonly evaluations: readonly Evaluation[];
  /** Set where `pruning.earlyBird.stop` has ended it: it is no longer comparable with whole trainings. */
  readonly ended?: EndedTraining;
  /** Set where a ticket was trained again; `replicate` then counts its retrainings. */
  readonly retraining?: RetrainingOutcome;
}

/** A training that broke down, with what was evaluated until then. */
export interface FailedTraining extends TrainingId {
  readonly role: string;
  /** At which it broke down; null where it was not the training that broke, but what it ran on. */
  readonly iteration: number | null;
  readonly reason: string;
  readonly evaluations: readonly Evaluation[];
}

/** A layer of which no weight is left. */
export interface EmptiedLayer {
  readonly layer: string;
  /** The first one in which it is empty. */
  readonly round: number;
  readonly trials: readonly number[];
}

/** The line between a ticket and its copy that saw its batches in another order. Errors are 1 - accuracy. */
export interface InstabilitySummary {
  readonly trial: number;
  readonly round: number;
  readonly points: readonly { readonly share: number; readonly testLoss: number; readonly testAccuracy: number }[];
  /** The highest on the line less the mean of the two ends. */
  readonly lossBarrier: number;
  readonly errorBarrier: number;
}

export interface ExperimentDocument {
  readonly schemaVersion: 1;
  readonly experiment: string;
  readonly config: Config;
  /** Path of the config file this came from, where known. */
  readonly configPath: string | null;
  /** Present where its experiment has other settings by now. */
  readonly earlierOf?: EarlierOf;
  readonly engine: {
    readonly name: string;
    readonly numerics: number;
    readonly backend?: string | undefined;
    /** The graphics card and its driver, where it computes. */
    readonly device?: string | undefined;
  };
  readonly trials: number;
  readonly state: ExperimentState;
  readonly failure: string | null;
  /** What the store has of it and cannot be read; each sentence begins with a path. Running it again makes anew what is damaged. */
  readonly damage: readonly string[];
  /** How failures and damages are told in other languages, by their English words; absent where there are none. */
  readonly tellings?: Tellings;
  /** Trainings that broke down in the last run, in the order of their places. */
  readonly failedTrainings: readonly FailedTraining[];
  /** Layers that pruning has emptied. */
  readonly emptiedLayers: readonly EmptiedLayer[];
  /** Absent where every round prunes. */
  readonly pruningEnd?: PruningEnd;
  readonly plannedTrainings: number;
  readonly rounds: readonly RoundSummary[];
  readonly trainings: readonly TrainingSummary[];
  readonly retrainings: readonly TrainingSummary[];
  /** Networks that were evaluated and not trained, by trial, round and series; absent where none was. */
  readonly evaluated?: readonly EvaluatedNetwork[];
  /** By trial, then round, of tickets that are drawn; one of which nobody knows how many weights each layer has is left out. */
  readonly costs: readonly TicketCost[];
  /** The paper's claims about this network, held against the run. */
  readonly claims: ClaimsReport;
  /** Where the config asks for it. */
  readonly instability?: readonly InstabilitySummary[];
  /** Where the config draws masks before the training is over; by trial, then round. */
  readonly earlyBird?: readonly EarlyBirdSummary[];
  /** What ended trainings have saved, all trials together; there where `pruning.earlyBird.stop` asks for it. */
  readonly saved?: Savings;
  /** Tickets that come from other programs; there where the experiment holds such ones alone. */
  readonly imported?: readonly ImportedTicket[];
  /** Of the data, where the run has looked at them. */
  readonly data: DataSummary | null;
  /** The smallest winning round, or why there is none (yet). */
  readonly headline: Headline;
}
