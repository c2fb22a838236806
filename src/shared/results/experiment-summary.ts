/** An experiment in the few words and numbers that lists show: small, however many trainings it has. */
import { datasetWords, networkWords } from '../config/schema/config-words.ts';
import { methodWords } from '../config/schema/method-words.ts';
import { roundCount } from '../config/schema/pruning-schema.ts';
import type { EarlierOf } from './earlier-run.ts';
import type { ExperimentDocument, ExperimentState } from './experiment.ts';
import { noticesOf, troubleWords } from './notices.ts';
import { type SweepRow, sweepRow } from './sweep-row.ts';
import { type Star, starOf } from './verdict/star.ts';
import type { HeadlineKind } from './verdict/verdict.ts';

export interface ExperimentSummary {
  readonly experiment: string;
  readonly state: ExperimentState;
  readonly failure: string | null;
  /** What of it cannot be read; each begins with a path. */
  readonly damage: readonly string[];
  /** "2 trainings failed, 1 file cannot be read"; '' where all is well. */
  readonly trouble: string;
  /** All notices as sentences. */
  readonly notices: readonly string[];
  readonly finishedTrainings: number;
  readonly plannedTrainings: number;
  readonly headline: { readonly kind: HeadlineKind; readonly title: string; readonly text: string };
  /** What remains in the headline's round, 0..1; null where it names none. */
  readonly headlineRemaining: number | null;
  /** Whether the headline's ticket beats all of its controls, or not (yet); null where it names no winning ticket. */
  readonly star: Star;
  /** What it trains, and on what. */
  readonly network: string;
  readonly data: string;
  /** Where it differs from the paper's method. */
  readonly method: readonly string[];
  /** The last round of which anything is finished, and the last that is planned. */
  readonly lastRound: number;
  readonly plannedRounds: number;
  /** Whether anything can be shown below it: a round, an imported ticket, or a training that failed. */
  readonly hasContent: boolean;
  readonly hasConfig: boolean;
  /** null for an experiment as its config describes it now. */
  readonly earlierOf: EarlierOf | null;
  /** Its numbers beside those of a sweep's other members. */
  readonly row: SweepRow;
}

export function summaryOf(document: ExperimentDocument): ExperimentSummary {
  const { experiment, state, failure, damage, trainings, plannedTrainings, headline, rounds, config, configPath } = document;
  return {
    ...{ experiment, state, failure, damage, plannedTrainings },
    trouble: troubleWords(document),
    notices: noticesOf(document).map(({ text }) => text),
    finishedTrainings: trainings.length,
    headline: { kind: headline.kind, title: headline.title, text: headline.text },
    headlineRemaining: rounds.find(({ round }) => round === headline.round)?.remaining ?? null,
    star: starOf(rounds.find(({ round }) => round === headline.round)?.verdict ?? null),
    network: networkWords(config),
    data: datasetWords(config),
    method: methodWords(config),
    lastRound: rounds.at(-1)?.round ?? 0,
    plannedRounds: roundCount(config.pruning),
    hasContent: rounds.length + document.failedTrainings.length + (document.imported?.length ?? 0) > 0,
    hasConfig: configPath !== null,
    earlierOf: document.earlierOf ?? null,
    row: sweepRow(document),
  };
}
