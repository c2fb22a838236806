import * as vscode from 'vscode';
import { type ReplacedSettings, replacedWords } from '../../shared/results/earlier-run.ts';
import { runWithLabel } from '../../shared/results/verdict/would-tell.ts';
import { sweepOf } from '../experiments/experiment-ref.ts';
import { complain, inform } from '../notify.ts';
import type { ActiveRun } from './active-run.ts';
import { plural } from '../../shared/text/plural.ts';
import { headlineWords } from '../../shared/results/verdict/verdict-words.ts';
import { failureWords } from '../../shared/text/told.ts';

const silencedKey = 'winningTicket.endNotification.silenced';

/** Says that the config is another one now, and where the results of before are. Of a sweep once, for all its members. */
export function notifyReplaced(run: ActiveRun): void {
  const listener = run.onDidReplace((settings) => {
    listener.dispose();
    void tellReplaced(run, settings);
  });
}

async function tellReplaced({ ref: { storeFolder } }: ActiveRun, settings: ReplacedSettings): Promise<void> {
  const { keptAs, experiment } = settings;
  if (keptAs === null) return;
  const [compare, show] = [vscode.l10n.t('Compare'), vscode.l10n.t('Show Earlier Run')];
  const chosen = await inform(replacedWords(settings), compare, show);
  const [now, before] = [experiment, keptAs].map((name) => ({ storeFolder, experiment: name }));
  if (chosen === show) await vscode.commands.executeCommand('winningTicket.showPanel', before);
  if (chosen === compare) await vscode.commands.executeCommand('winningTicket.compare', before, now);
}

async function showFailure(run: ActiveRun, failure: string | null): Promise<void> {
  const [config, log] = [vscode.l10n.t('Open Config'), vscode.l10n.t('Show Log')];
  const chosen = await complain(vscode.l10n.t('{0} failed: {1}', run.request.experiment, failure ?? ''), config, log);
  if (chosen === config) await vscode.commands.executeCommand('winningTicket.openConfig', run.ref);
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
  const sweep = plural(run.refs.length, {
    one: 'the sweep of 1 experiment has finished',
    other: 'the sweep of {0} experiments has finished',
  });
  const document = run.request.members ? undefined : run.documentOf(run.ref);
  const headline = run.request.members
    ? sweep
    : document
      ? headlineWords(document.headline, document.rounds).title
      : vscode.l10n.t('finished');
  const changes = new Map((document?.headline.wouldTell ?? []).map((change) => [runWithLabel(change), change]));
  const chosen = await inform(`${run.request.experiment}: ${headline}`, ...changes.keys(), open, silence);
  const change = changes.get(chosen ?? '');
  if (change) await vscode.commands.executeCommand('winningTicket.runWith', run.ref, change);
  if (chosen === open) await showRun(run);
  if (chosen === silence) await memory.update(silencedKey, true);
}

/** One notification at the end of a run; none for a run that the user cancelled. */
export async function notifyEnd(run: ActiveRun, memory: vscode.Memento): Promise<void> {
  const end = await run.ended;
  if (end.state === 'failed') await showFailure(run, failureWords(end));
  if (end.state === 'finished') await showFinish(run, memory);
}
