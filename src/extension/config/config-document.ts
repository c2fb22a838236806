import { dirname, normalize } from 'node:path';
import * as vscode from 'vscode';
import { lookAtData } from '../../data/known/look-at-data.ts';
import { readConfigText } from '../../data/files/read-config-text.ts';
import { checkConfig, type ConfigSource } from '../../shared/config/reading/check-config.ts';
import type { CheckedConfig, Finding } from '../../shared/config/problems/problem.ts';
import type { ReadText } from '../../shared/config/reading/resolve-extends.ts';
import { experimentName } from '../../shared/config/facts/experiment-name.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import { type ExperimentRef, keyOf } from '../experiments/experiment-ref.ts';
import type { Library } from '../experiments/library.ts';
import { complain } from '../notify.ts';
import { settingsFor } from '../settings.ts';
import type { KnownDataSets } from './known-data-sets.ts';
import { findConfigs } from './pick-config.ts';

const sameFile = (a: string, b: string): boolean => normalize(a) === normalize(b);

/** Folders that may be read because the user has opened them, or a file in them. */
const workspaceRoots = (): readonly string[] => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);

/** @param config Whose text or whose `extends` is asked for. @returns What is on the screen, else what is on disk: a base that is being edited counts as it is shown. */
const shownTextsFor =
  (config: string): ReadText =>
  (path) =>
    openText(path) ?? readConfigText(path, [...workspaceRoots(), dirname(config)]);

/** Of a config itself; empty where it cannot be read, as if it were not there. */
export function readShownText(config: string): string {
  const text = shownTextsFor(config)(config);
  return typeof text === 'string' ? text : '';
}

/** A config as it is shown. What it extends is read only within the workspace and beside it: the one check of the editor, so that no other reads further. */
export const checkShown = ({ fsPath }: vscode.Uri, text = readShownText(fsPath)): CheckedConfig =>
  checkConfig(text, { path: fsPath, readText: shownTextsFor(fsPath) });

const baseFolderOf = ({ uri, isUntitled }: vscode.TextDocument): string =>
  (isUntitled ? workspaceRoots()[0] : undefined) ?? dirname(uri.fsPath);

/** A warning, as `validate` has it: by the time of a run they may be others. */
const unreadable = (failure: string): Finding => ({ message: failure, paths: [['dataset']], at: 'value', severity: 'warning' });

/** `checkShown`, with a look at the files of its data too, and at what is known of them; a config that has no file yet is relative to nothing. */
export function checkWithFiles(document: vscode.TextDocument, data: KnownDataSets): CheckedConfig {
  const { fsPath } = document.uri;
  const source = { path: fsPath, readText: shownTextsFor(fsPath) };
  const baseFolder = baseFolderOf(document);
  const files: Pick<ConfigSource, 'lookAtFiles' | 'knownData'> = {
    lookAtFiles: (config) => [...lookAtData(config, baseFolder), ...data.failuresOf(config, baseFolder).map(unreadable)],
    knownData: (config) => data.of(config, baseFolder),
  };
  // A stranger's config may name a path on a stranger's server.
  return checkConfig(document.getText(), vscode.workspace.isTrusted ? { ...source, ...files } : source);
}

/** Resolves with whether something else is known of its data than before. */
export async function readData(document: vscode.TextDocument, config: Config | null, data: KnownDataSets): Promise<boolean> {
  if (!vscode.workspace.isTrusted) return false;
  // What was an error beside the files as they were may be right beside what they are now.
  const asked = config ?? checkShown(document.uri, document.getText()).config;
  return asked !== null && (await data.read(asked, baseFolderOf(document)));
}

export const rangeOf = (
  document: vscode.TextDocument,
  { offset, length }: { readonly offset: number; readonly length: number },
): vscode.Range => new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));

/** Text that the disk does not have. An unchanged document may outlive its file by minutes, and a link to elsewhere may stand in that file's place. */
function openText(path: string): string | undefined {
  const open = vscode.workspace.textDocuments.find(
    ({ isClosed, isDirty, isUntitled, uri }) => !isClosed && (isDirty || isUntitled) && sameFile(uri.fsPath, path) && uri.scheme !== 'git',
  );
  return open?.getText();
}

/** The experiments that a config file describes: one, or the members of its sweep. */
export function experimentsOfConfig(uri: vscode.Uri): readonly [ExperimentRef, ...ExperimentRef[]] {
  const { config } = checkShown(uri);
  const { storeFolder } = settingsFor(uri);
  const experiment = experimentName(config ?? {}, uri.fsPath);
  const [first, ...others] = config
    ? sweepMembers(config, experiment).map((member) => ({ storeFolder, experiment: member.experiment }))
    : [];
  return first ? [first, ...others] : [{ storeFolder, experiment }];
}

/** The config that an experiment came from: where its record says, else the one of the workspace that describes it. */
export async function configOf(library: Library, ref: ExperimentRef): Promise<vscode.Uri | undefined> {
  const uri = await findConfigOf(library, ref);
  if (!uri) void complain(vscode.l10n.t('The config of {0} was not found.', ref.experiment));
  return uri;
}

/** `configOf`, without a word where there is none. */
export async function findConfigOf(library: Library, ref: ExperimentRef): Promise<vscode.Uri | undefined> {
  const recorded = (await library.document(ref))?.configPath;
  // A record may be a stranger's: it is looked at only where the user has opened a folder.
  if (recorded && typeof readConfigText(recorded, workspaceRoots()) === 'string') return vscode.Uri.file(recorded);
  for (const uri of await findConfigs()) if (experimentsOfConfig(uri).some((one) => keyOf(one) === keyOf(ref))) return uri;
  return undefined;
}
