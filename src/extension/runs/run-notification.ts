import * as vscode from 'vscode';
import { progressWords } from '../../shared/results/progress.ts';
import { runWithLabel } from '../../shared/results/would-tell.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import { complain, inform, showProgressOf } from '../notify.ts';
import type { ActiveRun } from './active-run.ts';

const silencedKey = 'winningTicket.endNotification.silenced';

/** A notification with Cancel, for a run that the user has just started. */
export async function showProgress(run: ActiveRun): Promise<void> {
  const link = { label: vscode.l10n.t('Show Log'), command: 'winningTicket.showLog' };
  await showProgressOf(
    run.request.experiment,
    async (report, token) => {
      token.onCancellationRequested(() => void run.cancel());
      let shown = 0;
      const listener = run.onDidProgress(() => {
        const percent = (run.progress?.fraction ?? 0) * 100;
        report({ message: run.progress ? progressWords(run.progress) : '', increment: percent - shown });
        shown = percent;
      });
      await run.ended;
      listener.dispose();
    },
    link,
  );
}

async function showFailure(run: ActiveRun, failure: string | null): Promise<void> {
  const log = vscode.l10n.t('Show Log');
  const chosen = await complain(vscode.l10n.t('{0} failed: {1}', run.request.experiment, failure ?? ''), log);
  if (chosen === log) await vscode.commands.executeCommand('winningTicket.showLog');
}

/** The command of that name, so that it is logged and reported like any other. */
const showRun = ({ request, ref }: ActiveRun): Thenable<unknown> =>
  request.members
    ? vscode.commands.executeCommand('winningTicket.showSweep', sweepOf(ref))
    : vscode.commands.executeCommand('winningTicket.showPanel', ref);

async function showFinish(run: ActiveRun, memory: vscode.Memento): Promise<void> {
  if (memory.get(silencedKey, false)) return;
  const [open, silence] = [vscode.l10n.t('Open'), vscode.l10n.t("Don't Show Again")];
  const sweep = vscode.l10n.t('the sweep of {0} experiments has finished', run.refs.length);
  const found = run.request.members ? undefined : run.documentOf(run.ref)?.headline;
  const headline = run.request.members ? sweep : (found?.title ?? vscode.l10n.t('finished'));
  const changes = new Map((found?.wouldTell ?? []).map((change) => [runWithLabel(change), change]));
  const chosen = await inform(`${run.request.experiment}: ${headline}`, ...changes.keys(), open, silence);
  const change = changes.get(chosen ?? '');
  if (change) await vscode.commands.executeCommand('winningTicket.runWith', run.ref, change);
  if (chosen === open) await showRun(run);
  if (chosen === silence) await memory.update(silencedKey, true);
}

/** One notification at the end of a run; none for a run that the user cancelled. */
export async function notifyEnd(run: ActiveRun, memory: vscode.Memento): Promise<void> {
  const { state, failure } = await run.ended;
  if (state === 'failed') await showFailure(run, failure);
  if (state === 'finished') await showFinish(run, memory);
}
