/** What stands above a config's first line: Run, with how long it takes, and what came of it. */
import * as vscode from 'vscode';
import { percentWords } from '../../shared/results/progress.ts';
import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import { Throttle } from '../../shared/channel/throttle.ts';
import { formatDuration, formatRemaining } from '../../shared/text/format.ts';
import { stateWords } from '../../shared/results/sweep-row.ts';
import { messageOf } from '../../shared/text/message-of.ts';
import { checkShown, experimentsOfConfig } from '../config/config-document.ts';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import type { Services } from '../services.ts';
import { settingsFor } from '../settings.ts';

const setting = 'winningTicket.codeLens';
const refreshMilliseconds = 1000;

/** VS Code drops a plain space between the icon of a lens and its words, so that they would touch. */
const withIcon = (icon: string, words: string): string => `$(${icon})\u00a0${words}`;

/** "Winning at 21.1 %", with the star that the tree shows; before the first training has finished, what has come of the run itself. */
function resultWords(summary: ExperimentSummary | null, isRunning: boolean): string {
  if (!summary || summary.finishedTrainings === 0) {
    if (isRunning) return stateWords('running');
    return summary ? stateWords(summary.state) : vscode.l10n.t('Not run yet');
  }
  const { star, headline, headlineRemaining } = summary;
  if (star !== null && headlineRemaining !== null)
    return withIcon(star === 'full' ? 'star-full' : 'star-half', vscode.l10n.t('Winning at {0}', formatRemaining(headlineRemaining)));
  if (headline.kind === 'none') return withIcon('circle-slash', vscode.l10n.t('No winning ticket'));
  return headline.kind === 'cannot-tell' ? withIcon('question', vscode.l10n.t('Cannot tell')) : vscode.l10n.t('Show Results');
}

/** Unless the setting switches them off. */
export class ConfigLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly throttle = new Throttle(refreshMilliseconds, () => Promise.resolve(this.changed.fire()));
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly listeners: vscode.Disposable;

  constructor(private readonly services: Services) {
    const { library, runs } = services;
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(setting) && this.throttle.request()),
      library.onDidChange(() => this.throttle.request()),
      runs.onDidProgress(() => this.throttle.request()),
    );
  }

  dispose(): void {
    void this.throttle.stop();
    this.listeners.dispose();
    this.changed.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { uri } = document;
    if (!vscode.workspace.getConfiguration(undefined, uri).get(setting, true)) return [];
    const firstLine = new vscode.Range(0, 0, 0, 0);
    const [ref, ...others] = experimentsOfConfig(uri);
    const first = await this.first(document, ref);
    const { library, runs } = this.services;
    const summary = others.length > 0 ? null : await library.summary(ref);
    const result = others.length > 0 ? vscode.l10n.t('Show Sweep') : resultWords(summary, runs.get(ref) !== undefined);
    return [
      new vscode.CodeLens(firstLine, first),
      new vscode.CodeLens(firstLine, { title: result, command: 'winningTicket.showPanel', arguments: [uri] }),
    ];
  }

  /** Run, or Cancel while it runs. */
  private async first(document: vscode.TextDocument, ref: ExperimentRef): Promise<vscode.Command> {
    const run = this.services.runs.get(ref);
    if (!run)
      return { title: withIcon('play', await this.runWords(document, ref)), command: 'winningTicket.find', arguments: [document.uri] };
    const percent = run.progress ? ` (${percentWords(run.progress)})` : '';
    return { title: withIcon('debug-stop', `${vscode.l10n.t('Cancel')}${percent}`), command: 'winningTicket.cancel', arguments: [run.ref] };
  }

  /** "Run (about 3 min)"; no time where the config has an error or there is nothing left to train. */
  private async runWords(document: vscode.TextDocument, ref: ExperimentRef): Promise<string> {
    const { config } = checkShown(document.uri, document.getText());
    const summary = await this.services.library.summary(ref);
    if (!config || config.sweep || (summary && summary.finishedTrainings >= summary.plannedTrainings)) return vscode.l10n.t('Run');
    try {
      const [{ estimate }, store] = await Promise.all([
        import('../../runs/estimate/estimate.ts'),
        this.services.stores.at(ref.storeFolder),
      ]);
      const { seconds } = estimate(config, settingsFor(document.uri).workers, await store.pastTrainings());
      return vscode.l10n.t('Run (about {0})', formatDuration(seconds));
    } catch (error) {
      // How long it takes is a help; without it the lens is there all the same.
      this.services.log.debug(messageOf(error));
      return vscode.l10n.t('Run');
    }
  }
}
