import * as vscode from 'vscode';
import { showProgressOf } from '../../notify.ts';
import type { Services } from '../../services.ts';

/** How npm is called: what it says is logged, and a cancellation ends it. */
export interface Calling {
  readonly signal: AbortSignal;
  onLine(line: string): void;
}

/** Shows that a package is being installed, as long as it is; may be cancelled. True where it is there afterwards. */
export function whileInstalling({ log }: Services, packageName: string, install: (how: Calling) => Promise<void>): Thenable<boolean> {
  return showProgressOf(vscode.l10n.t('Installing {0}', packageName), async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      await install({ signal: stop.signal, onLine: (line) => log.info(`npm: ${line}`) });
      return true;
    } catch (error) {
      if (stop.signal.aborted) return false;
      throw error;
    }
  });
}
