import * as vscode from 'vscode';
import { existsSync } from 'node:fs';
import { keyOf } from '../experiments/experiment-ref.ts';
import type { ExperimentRef } from '../experiments/experiment-ref.ts';
import type { Library } from '../experiments/library.ts';
import { experimentsOfConfig } from './experiments-of-config.ts';
import { findConfigs } from './pick-config.ts';

/** The config that an experiment came from: where its record says, else the one of the workspace that describes it. */
export async function configOf(library: Library, ref: ExperimentRef): Promise<vscode.Uri | undefined> {
  const recorded = (await library.document(ref))?.configPath;
  if (recorded && existsSync(recorded)) return vscode.Uri.file(recorded);
  for (const uri of await findConfigs()) if (experimentsOfConfig(uri).some((one) => keyOf(one) === keyOf(ref))) return uri;
  void vscode.window.showErrorMessage(vscode.l10n.t('The config of {0} was not found.', ref.experiment));
  return undefined;
}
