import * as vscode from 'vscode';
import { methodWords } from '../../shared/config/schema/method-words.ts';
import type { RoundSummary, SeriesName, TicketDetails, TrainingSummary } from '../../shared/results/experiment.ts';
import { seriesNames } from '../../shared/results/experiment.ts';
import { formatAccuracy, formatCount, formatRemaining } from '../../shared/text/format.ts';
import { layerWords } from '../../shared/results/layer-words.ts';
import { seriesWords } from '../../shared/specs/series.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { ExperimentNode, SweepNode } from './nodes.ts';
import { trainingWords } from './node-words.ts';

/** A tooltip is no table. */
const mostMembers = 20;

/** Paragraphs of plain text, whatever signs they hold. */
function paragraphs(...texts: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  for (const text of texts.filter((one) => one !== '')) markdown.appendText(text).appendMarkdown('\n\n');
  return markdown;
}

export function experimentTooltip({ experiment, entry, document, storeFolder }: ExperimentNode): vscode.MarkdownString {
  const runner = entry.runner ? vscode.l10n.t('Run by process {0} on {1}.', entry.runner.pid, entry.runner.host) : '';
  const headline = document ? `${document.headline.title} ${document.headline.text}` : '';
  const method = document ? methodWords(document.config).join(', ') : '';
  return paragraphs(experiment, method, entry.problem ?? '', headline, document?.failure ?? '', runner, storeFolder);
}

export function sweepTooltip(node: SweepNode, description: string): vscode.MarkdownString {
  const members = node.members.map(({ experiment, entry }) => `${parseMemberName(experiment)?.values ?? experiment}: ${entry.state}`);
  const failures = node.members.flatMap(({ document }) => document?.failure ?? []);
  const title = vscode.l10n.t('{0}: a sweep of {1} experiments', node.sweep, node.members.length);
  return paragraphs(title, description, ...members.slice(0, mostMembers), ...new Set(failures), node.storeFolder);
}

function seriesLine(round: RoundSummary, name: SeriesName): string {
  const series = round.series[name];
  if (!series?.testAccuracyAtEarlyStop) return '';
  const stop = series.earlyStopIteration
    ? vscode.l10n.t('stop {0}', formatCount(series.earlyStopIteration.mean))
    : vscode.l10n.t('stop unknown');
  return `${seriesWords[name].title}: ${formatAccuracy(series.testAccuracyAtEarlyStop.mean)} · ${stop} (n = ${String(series.n)})`;
}

export function roundTooltip(round: RoundSummary): vscode.MarkdownString {
  const title = vscode.l10n.t(
    'Round {0}: {1} of the weights remaining ({2})',
    round.round,
    formatRemaining(round.remaining),
    formatCount(round.remainingCount),
  );
  return paragraphs(title, ...seriesNames.map((name) => seriesLine(round, name)), round.verdict?.reason ?? '');
}

/** @param ticket What remains in each layer of the ticket, where it can be read. */
export function trainingTooltip(training: TrainingSummary, ticket: TicketDetails | null = null): vscode.MarkdownString {
  const end =
    training.testAccuracyAtEnd === null ? '' : vscode.l10n.t('Test accuracy at the end: {0}', formatAccuracy(training.testAccuracyAtEnd));
  const layers = ticket?.layers.map(layerWords) ?? [];
  return paragraphs(training.role, trainingWords(training), end, training.retraining ?? '', ...layers);
}
