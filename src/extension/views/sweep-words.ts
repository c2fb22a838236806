import * as vscode from 'vscode';
import type { ExperimentState } from '../../shared/results/experiment.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import type { RunProgress } from '../../shared/channel/runner-protocol.ts';
import { sweepRow, winningPoint } from '../../shared/results/sweep-row.ts';
import { bestMember, sweepState } from '../../shared/results/sweep-summary.ts';
import type { SweepNode } from './nodes.ts';

export const stateOfSweep = ({ members }: SweepNode): ExperimentState => sweepState(members.map(({ entry }) => entry.state));

const stateWords: Readonly<Record<ExperimentState, () => string>> = {
  running: () => vscode.l10n.t('running'),
  finished: () => vscode.l10n.t('finished'),
  failed: () => vscode.l10n.t('failed'),
  cancelled: () => vscode.l10n.t('cancelled'),
  interrupted: () => vscode.l10n.t('interrupted'),
};

/** "best learningRate=0.0012 at 21.1 %"; empty where no member has a winning ticket. */
function bestWords({ members }: SweepNode): string {
  const documents = members.map(({ document }) => document).filter((document) => document !== null);
  const best = bestMember(documents.map(sweepRow));
  const point = best && winningPoint(best);
  return point ? vscode.l10n.t('best {0} at {1}', best.values, formatRemaining(point.remaining)) : '';
}

/** "running · 40 % · 1 of 4 finished · best learningRate=0.0012 at 21.1 %". */
export function sweepDescription(node: SweepNode, progress: RunProgress | null): string {
  const state = stateOfSweep(node);
  const finished = node.members.filter(({ entry }) => entry.state === 'finished').length;
  const percent = progress && state === 'running' ? `${Math.floor(progress.fraction * 100).toFixed(0)} %` : '';
  const all = node.members.length;
  const count = state === 'finished' ? vscode.l10n.t('{0} of {1}', finished, all) : vscode.l10n.t('{0} of {1} finished', finished, all);
  return [stateWords[state](), percent, count, bestWords(node)].filter((words) => words !== '').join(' · ');
}
