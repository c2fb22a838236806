import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { saveFile } from '../saving/save-file.ts';
import { pickExperiment } from './targets.ts';

/** Export Report...: verdict, figures, numbers, claims and provenance in one HTML file. */
export async function exportReport(services: Services, target: unknown): Promise<void> {
  const ref = await pickExperiment(services, target);
  if (!ref) return;
  const store = await services.stores.at(ref.storeFolder);
  const html = await store.report(ref.experiment, 'Export Report... in VS Code');
  await saveFile(`${ref.experiment}-report.html`, { [vscode.l10n.t('Web page')]: ['html'] }, new TextEncoder().encode(html));
}
