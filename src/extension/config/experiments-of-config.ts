import type * as vscode from 'vscode';
import { checkConfig } from '../../shared/config/reading/check-config.ts';
import { experimentName } from '../../shared/config/reading/experiment-name.ts';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import { readShownText } from './config-document.ts';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import { settingsFor } from '../settings.ts';

/** The experiments that a config file describes: one, or the members of its sweep. */
export function experimentsOfConfig(uri: vscode.Uri): readonly [ExperimentRef, ...ExperimentRef[]] {
  const { config } = checkConfig(readShownText(uri.fsPath) ?? '', { path: uri.fsPath, readText: readShownText });
  const { storeFolder } = settingsFor(uri);
  const experiment = experimentName(config ?? {}, uri.fsPath);
  const [first, ...others] = config
    ? sweepMembers(config, experiment).map((member) => ({ storeFolder, experiment: member.experiment }))
    : [];
  return first ? [first, ...others] : [{ storeFolder, experiment }];
}
