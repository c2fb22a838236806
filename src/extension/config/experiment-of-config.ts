import type * as vscode from 'vscode';
import { checkConfig } from '../../shared/config/check-config.ts';
import { experimentName } from '../../shared/config/experiment-name.ts';
import { readShownText } from '../editor/config-document.ts';
import type { ExperimentRef } from '../experiment-ref.ts';
import { settingsFor } from '../settings.ts';

/** The experiment that a config file describes. */
export function experimentOfConfig(uri: vscode.Uri): ExperimentRef {
  const { config } = checkConfig(readShownText(uri.fsPath) ?? '', { path: uri.fsPath, readText: readShownText });
  return { storeFolder: settingsFor(uri).storeFolder, experiment: experimentName(config ?? {}, uri.fsPath) };
}
