import * as vscode from 'vscode';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentState, FailedTraining, RoundSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import type { TicketDetails } from '../../shared/results/ticket/ticket-details.ts';
import { retrainingsOfTicket } from '../../shared/results/ticket/imported.ts';
import { layerWords } from '../../shared/results/ticket/layer-words.ts';
import { activeWords, jobsWords, percentWords, type RunProgress } from '../../shared/results/progress.ts';
import { retrainingWords } from '../../shared/results/retraining.ts';
import { missingWords, seriesStop, trainingPlace, trainingStop } from '../../shared/results/series-words.ts';
import { bestMember, sweepState, winningPoint, stateWords } from '../../shared/results/sweep-row.ts';
import { type SeriesName, seriesNames, seriesTitleOf } from '../../shared/specs/series.ts';
import { formatAccuracy, formatCount, formatRemaining } from '../../shared/text/format.ts';
import { inMarkdown } from '../../shared/text/plain-text.ts';
import { joined } from './experiment-words.ts';
import type { ExperimentNode, ImportedNode, SweepNode } from './nodes.ts';
import { plural } from '../../shared/text/plural.ts';
import { labelWords, verdictReason } from '../../shared/results/verdict/verdict-words.ts';
import { type ExperimentSummary, summaryWords } from '../../shared/results/experiment-summary.ts';
import { spoken } from '../../shared/text/told.ts';

export const stateOfSweep = ({ members }: SweepNode): ExperimentState => sweepState(members.map(({ entry }) => entry.state));

/** "best learningRate=0.0012 at 21.1 %"; empty where no member has a winning ticket. */
function bestWords({ members }: SweepNode): string {
  const best = bestMember(members.flatMap(({ summary }) => (summary ? [summary.row] : [])));
  const point = best && winningPoint(best);
  return point ? vscode.l10n.t('best {0} at {1}', best.values, formatRemaining(point.remaining)) : '';
}

/** "running · 40 % · 1 of 4 finished · best learningRate=0.0012 at 21.1 %". @param folder Empty where the window has one. */
export function sweepDescription(node: SweepNode, progress: RunProgress | null, folder = ''): string {
  const state = stateOfSweep(node);
  const finished = node.members.filter(({ entry }) => entry.state === 'finished').length;
  const percent = progress && state === 'running' ? percentWords(progress) : '';
  const jobs = progress && state === 'running' ? (jobsWords(progress) ?? '') : '';
  const all = node.members.length;
  const count = state === 'finished' ? vscode.l10n.t('{0} of {1}', finished, all) : vscode.l10n.t('{0} of {1} finished', finished, all);
  return joined(stateWords(state), percent, jobs, count, bestWords(node), folder);
}

/** "98.40 % · stop 2,400". */
export function trainingWords(training: TrainingSummary): string {
  return `${formatAccuracy(training.testAccuracyAtEarlyStop)} · ${vscode.l10n.t('stop {0}', trainingStop(training))}`;
}

/** "98.36 % · stop 2,150", means over the trials; the dense network and open verdicts say so. */
export function roundDescription({ round, series, verdict }: RoundSummary): string {
  const accuracy = series.ticket?.testAccuracyAtEarlyStop;
  const stop = series.ticket && seriesStop(series.ticket);
  const missing = series.ticket ? missingWords(series.ticket) : '';
  const words = [
    ...(accuracy ? [formatAccuracy(accuracy.mean)] : []),
    ...(stop ? [vscode.l10n.t('stop {0}', stop)] : []),
    ...(missing === '' ? [] : [missing]),
    ...(round === 0 ? [vscode.l10n.t('dense')] : []),
    ...(verdict || round === 0 ? [] : [vscode.l10n.t('unfinished')]),
    ...(verdict?.state === 'cannot tell' ? [labelWords(verdict.label)] : []),
  ];
  return words.join(' · ');
}

/** A tooltip is no table. */
const mostMembers = 20;
const mostActive = 10;

/** Each training under way with the job that carries it out, where a cluster does. */
const jobLines = (progress: RunProgress | null): readonly string[] =>
  (progress?.active ?? [])
    .filter(({ job }) => job !== undefined)
    .slice(0, mostActive)
    .map(activeWords);

/** Paragraphs of plain text, whatever signs they hold. */
function paragraphs(...texts: readonly string[]): vscode.MarkdownString {
  const written = texts.filter((one) => one !== '').map(inMarkdown);
  return new vscode.MarkdownString(written.join('\n\n'));
}

/** What is told of it as a whole: how it differs from the paper's, its headline, what is wrong with it. */
function toldOf({ told }: ExperimentSummary): { readonly method: string; readonly headline: string; readonly notices: readonly string[] } {
  const { network, data, method, headline, notices } = summaryWords(told);
  return { method: [network, data, ...method].join(', '), headline: `${headline.title} ${headline.text}`, notices };
}

const failureOf = ({ failure, told }: ExperimentSummary): string | null => failure && spoken(failure, told.noticed.tellings);

function troublesOf(summary: ExperimentSummary): readonly string[] {
  const failure = failureOf(summary);
  const damage = summary.damage.map((words) => spoken(words, summary.told.noticed.tellings));
  return failure ? [failure, ...damage] : damage;
}

export function experimentTooltip(node: ExperimentNode, progress: RunProgress | null): vscode.MarkdownString {
  const { experiment, entry, summary, storeFolder } = node;
  const { method, headline, notices } = summary ? toldOf(summary) : { method: '', headline: '', notices: [] };
  const runner = entry.runner ? vscode.l10n.t('Run by process {0} on {1}.', entry.runner.pid, entry.runner.host) : '';
  const earlier = entry.earlierOf ? vscode.l10n.t('Earlier settings of {0}.', entry.earlierOf.experiment) : '';
  return paragraphs(
    ...[
      `${experiment} (${stateWords(entry.state)})`,
      method,
      earlier,
      entry.problem ?? '',
      headline,
      (summary && failureOf(summary)) ?? entry.failure ?? '',
    ],
    ...[...notices, runner, ...jobLines(progress), storeFolder],
  );
}

export function sweepTooltip(node: SweepNode, description: string, progress: RunProgress | null): vscode.MarkdownString {
  const members = node.members.map(
    ({ experiment, entry }) => `${parseMemberName(experiment)?.values ?? experiment}: ${stateWords(entry.state)}`,
  );
  const failures = node.members.flatMap(({ summary }) => (summary ? troublesOf(summary) : []));
  const title = plural(node.members.length, { one: '{1}: a sweep of 1 experiment', other: '{1}: a sweep of {0} experiments' }, node.sweep);
  return paragraphs(title, description, ...members.slice(0, mostMembers), ...new Set(failures), ...jobLines(progress), node.storeFolder);
}

function seriesLine(round: RoundSummary, name: SeriesName): string {
  const series = round.series[name];
  if (!series?.testAccuracyAtEarlyStop) return '';
  const stop = vscode.l10n.t('stop {0}', seriesStop(series) ?? '-');
  const count = missingWords(series) || `n = ${String(series.n)}`;
  return `${seriesTitleOf(name)}: ${formatAccuracy(series.testAccuracyAtEarlyStop.mean)} · ${stop} (${count})`;
}

export function roundTooltip(round: RoundSummary): vscode.MarkdownString {
  const title = vscode.l10n.t(
    'Round {0}: {1} of the weights remaining ({2})',
    round.round,
    formatRemaining(round.remaining),
    formatCount(round.remainingCount),
  );
  return paragraphs(
    title,
    ...seriesNames.map((name) => seriesLine(round, name)),
    round.verdict ? verdictReason(round.verdict, round.remaining) : '',
  );
}

/** For a screen reader: "56,100 weights remaining". */
export const remainingWords = ({ remainingCount }: RoundSummary): string =>
  plural(remainingCount, { one: '1 weight remaining', other: '{0} weights remaining' });

/** "failed at iteration 1,200"; "failed" where it was not the training that broke. */
export const failedWords = ({ iteration }: FailedTraining): string =>
  iteration === null ? vscode.l10n.t('failed') : vscode.l10n.t('failed at iteration {0}', formatCount(iteration));

/** "trial 1 · imported, not trained yet" */
export function importedWords({ imported, document }: ImportedNode): string {
  const trained = retrainingsOfTicket(document, imported).length > 0;
  const state = trained ? vscode.l10n.t('imported, retrained') : vscode.l10n.t('imported, not trained yet');
  return joined(vscode.l10n.t('trial {0}', imported.trial), state);
}

/** @param ticket What remains in each layer of it, where it can be read. */
export function importedTooltip(node: ImportedNode, ticket: TicketDetails | null = null): vscode.MarkdownString {
  return paragraphs(node.ticket, importedWords(node), ...(ticket?.layers.map(layerWords) ?? []));
}

export const failedTooltip = (failed: FailedTraining): vscode.MarkdownString =>
  paragraphs(trainingPlace(failed), failedWords(failed), failed.reason);

/** @param ticket What remains in each layer of the ticket, where it can be read. */
export function trainingTooltip(training: TrainingSummary, ticket: TicketDetails | null = null): vscode.MarkdownString {
  const end =
    training.testAccuracyAtEnd === null ? '' : vscode.l10n.t('Test accuracy at the end: {0}', formatAccuracy(training.testAccuracyAtEnd));
  const layers = ticket?.layers.map(layerWords) ?? [];
  return paragraphs(
    training.role,
    trainingWords(training),
    end,
    training.retraining ? retrainingWords(training.retraining) : '',
    ...layers,
  );
}
