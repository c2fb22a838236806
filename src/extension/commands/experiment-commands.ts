/** What can be done with an experiment as a thing: its name, notes about it, and how to go on with it in a terminal. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { nameProblem } from '../../shared/config/facts/experiment-name.ts';
import { inLabel, inMarkdown } from '../../shared/text/plain-text.ts';
import { namedArguments, shellWord } from '../../shared/text/shell.ts';
import { experimentsOfConfig, findConfigOf } from '../config/config-document.ts';
import { changeSetting } from '../config/edit-config.ts';
import { type ExperimentRef, keyOf } from '../experiments/experiment-ref.ts';
import { askText, complain } from '../notify.ts';
import { requireTrust } from '../restricted-mode.ts';
import type { Services } from '../services.ts';
import { namedTicket, pickExperiment } from './targets.ts';

async function askName({ library }: Services, { storeFolder, experiment }: ExperimentRef): Promise<string | undefined> {
  const entries = (await library.entries()).filter((entry) => entry.storeFolder === storeFolder);
  const validateInput = (name: string): string | null => {
    if (name !== experiment && entries.some((entry) => entry.experiment === name))
      return vscode.l10n.t('There is such an experiment already.');
    const problem = nameProblem(name);
    return problem === null ? null : vscode.l10n.t('This cannot be a name: {0}.', problem);
  };
  return askText({ prompt: vscode.l10n.t('New name of {0}', experiment), value: experiment, validateInput });
}

/** The config says the new name too, else its next run would begin another experiment. */
async function renameInConfig(uri: vscode.Uri, renamed: ExperimentRef): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (keyOf(experimentsOfConfig(uri)[0]) === keyOf(renamed)) return;
  if (await changeSetting(document, ['name'], renamed.experiment)) return;
  void complain(vscode.l10n.t('{0} could not be changed: give it the "name" {1}.', uri.fsPath, renamed.experiment));
}

/** Rename...: in the store and in the config. */
export async function rename(services: Services, target: unknown, given?: unknown): Promise<void> {
  if (!requireTrust(vscode.l10n.t('Nothing is renamed in Restricted Mode.'))) return;
  const ref = await pickExperiment(services, target, ({ state }) => state !== 'running');
  const name = ref && (typeof given === 'string' ? given : await askName(services, ref));
  if (!ref || name === undefined || name === ref.experiment) return;
  const uri = await findConfigOf(services.library, ref);
  await (await services.stores.at(ref.storeFolder)).renameExperiment(ref.experiment, name);
  if (uri) await renameInConfig(uri, { ...ref, experiment: name });
  services.library.refresh();
}

/** Notes: a Markdown file beside the experiment's record. */
export async function notes(services: Services, target: unknown): Promise<void> {
  const ref = await pickExperiment(services, target);
  if (!ref) return;
  const uri = vscode.Uri.file((await services.stores.at(ref.storeFolder)).notesFile(ref.experiment));
  const isThere = existsSync(uri.fsPath);
  if (!isThere && !requireTrust(vscode.l10n.t('No notes are begun in Restricted Mode.'))) return;
  if (!isThere) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`# ${inMarkdown(inLabel(ref.experiment))}\n\n`));
  await vscode.window.showTextDocument(uri);
}

/** Copy CLI Command: the program that this extension carries, with what shows the ticket, or runs the experiment again. */
export async function copyCliCommand(services: Services, target: unknown): Promise<void> {
  const word = (text: string): string => shellWord(text, process.platform);
  const ticket = namedTicket(target);
  const ref = ticket ?? (await pickExperiment(services, target));
  if (!ref) return;
  const config = 'experiment' in ref && !ticket ? (await services.library.document(ref))?.configPath : null;
  const names = namedArguments([ticket?.ticket ?? ('experiment' in ref ? ref.experiment : '')], process.platform);
  const [verb, rest] = config && existsSync(config) ? ['run', word(config)] : ['show', names];
  const program = `node ${word(services.context.asAbsolutePath('dist/cli.js'))}`;
  await vscode.env.clipboard.writeText(`${program} ${verb} --store ${word(ref.storeFolder)} ${rest}`);
}
