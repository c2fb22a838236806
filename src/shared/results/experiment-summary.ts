/** An experiment in the few words and numbers that lists show: small, however many trainings it has. */
import { datasetWords, methodWords, networkWords } from '../config/facts/config-words.ts';
import type { PruningConfig } from '../config/schema/pruning-schema.ts';
import { roundCount } from '../config/facts/planned-trainings.ts';
import type { Config } from '../config/schema/schema.ts';
import type { EarlierOf } from './earlier-run.ts';
import type { ExperimentDocument, ExperimentState } from './experiment.ts';
import { type Noticed, noticedOf, noticesOf, troubleWords } from './notices.ts';
import { type SweepRow, sweepRow } from './sweep-row.ts';
import { type Star, starOf } from './verdict/star.ts';
import { headlineWords } from './verdict/verdict-words.ts';
import type { HeadlineData, HeadlineKind, VerdictData } from './verdict/verdict.ts';
import { inEnglish } from '../text/language.ts';

export interface ToldSummary {
  readonly headline: HeadlineData;
  /** The round that the headline speaks about; empty where there is none. */
  readonly rounds: readonly { readonly round: number; readonly remaining: number; readonly verdict: VerdictData | null }[];
  readonly noticed: Noticed;
  readonly config: Pick<Config, 'network' | 'dataset' | 'rewind'> & {
    readonly pruning: Pick<PruningConfig, 'criterion' | 'scope' | 'schedule' | 'earlyBird' | 'layerBudget'>;
  };
}

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
  /** What the words above are made of, for whoever speaks another language than English. */
  readonly told: ToldSummary;
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

function toldOf(document: ExperimentDocument): ToldSummary {
  const { title: _title, text: _text, ...headline } = document.headline;
  const about = document.rounds.filter(({ round }) => round === headline.about);
  const { network, dataset, rewind, pruning } = document.config;
  const { criterion, scope, schedule, earlyBird, layerBudget } = pruning;
  return {
    headline,
    rounds: about.map(({ round, remaining, verdict }) => ({ round, remaining, verdict })),
    noticed: noticedOf(document),
    config: {
      ...{ network, dataset, rewind },
      pruning: { criterion, scope, schedule, ...(earlyBird && { earlyBird }), ...(layerBudget && { layerBudget }) },
    },
  };
}

export interface SummaryWords extends Pick<ExperimentSummary, 'trouble' | 'notices' | 'network' | 'data' | 'method'> {
  readonly headline: { readonly title: string; readonly text: string };
}

/** In the language that is spoken. */
export const summaryWords = ({ headline, rounds, noticed, config }: ToldSummary): SummaryWords => ({
  headline: headlineWords(headline, rounds),
  trouble: troubleWords(noticed),
  notices: noticesOf(noticed).map(({ text }) => text),
  network: networkWords(config),
  data: datasetWords(config),
  method: methodWords(config),
});

/** Its words are English, since it is kept in a file. */
export function summaryOf(document: ExperimentDocument): ExperimentSummary {
  const { experiment, state, failure, damage, trainings, plannedTrainings, headline, rounds, config, configPath } = document;
  const told = toldOf(document);
  const words = inEnglish(() => summaryWords(told));
  return {
    ...{ experiment, state, failure, damage, plannedTrainings, told },
    ...words,
    finishedTrainings: trainings.length,
    headline: { kind: headline.kind, ...words.headline },
    headlineRemaining: rounds.find(({ round }) => round === headline.round)?.remaining ?? null,
    star: starOf(rounds.find(({ round }) => round === headline.round)?.verdict ?? null),
    lastRound: rounds.at(-1)?.round ?? 0,
    plannedRounds: roundCount(config.pruning),
    hasContent: rounds.length + document.failedTrainings.length + (document.imported?.length ?? 0) > 0,
    hasConfig: configPath !== null,
    earlierOf: document.earlierOf ?? null,
    row: sweepRow(document),
  };
}
