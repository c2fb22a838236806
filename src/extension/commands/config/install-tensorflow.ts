import * as vscode from 'vscode';
import { tensorFlowVersion } from '../../../engine/tfjs/numerics.ts';
import { nativeFolder } from '../../native/native-folder.ts';
import { hasLibrary, npmInstall } from '../../../runs/packages/npm-install.ts';
import { inform } from '../../notify.ts';
import { requireTrust } from '../../restricted-mode.ts';
import type { Services } from '../../services.ts';
import { type Calling, whileInstalling } from './while-installing.ts';

interface Choice extends vscode.QuickPickItem {
  readonly packageName: string;
}

function choices(folder: string): readonly Choice[] {
  const state = (packageName: string): string => (hasLibrary(folder, packageName) ? vscode.l10n.t('installed') : '');
  const choice = (label: string, packageName: string, detail: string): Choice => ({
    ...{ label, packageName, detail },
    description: `${packageName} ${state(packageName)}`,
  });
  return [
    choice(
      vscode.l10n.t('For the processor'),
      '@tensorflow/tfjs-node',
      vscode.l10n.t('About 400 MB, fetched by npm and by its install script.'),
    ),
    choice(
      vscode.l10n.t('For a graphics card'),
      '@tensorflow/tfjs-node-gpu',
      vscode.l10n.t('About 1 GB; needs an NVIDIA card with CUDA and cuDNN. On Linux and Windows only.'),
    ),
  ];
}

/** @throws Error where it could not be installed, or its install script has left no library. */
async function install({ context }: Services, packageName: string, how: Calling): Promise<void> {
  const [folder, processFile] = [nativeFolder(context), context.asAbsolutePath('dist/npm-process.cjs')];
  await npmInstall({ ...how, processFile, folder, packageName: `${packageName}@${tensorFlowVersion}`, runsScripts: true });
  if (hasLibrary(folder, packageName)) return;
  throw new Error(
    vscode.l10n.t(
      'npm has installed {0}, but its install script has left no TensorFlow library. See the log; is storage.googleapis.com within reach?',
      packageName,
    ),
  );
}

/** Install Native TensorFlow... */
export async function installTensorFlow(services: Services): Promise<void> {
  // npm runs the package's install script.
  if (!requireTrust(vscode.l10n.t('Nothing is installed in Restricted Mode.'))) return;
  const placeHolder = vscode.l10n.t('Which TensorFlow library should train networks of the engine "tfjs"?');
  const picked = await vscode.window.showQuickPick(choices(nativeFolder(services.context)), { placeHolder });
  if (!picked) return;
  const { packageName } = picked;
  const there = await whileInstalling(services, packageName, (how) => install(services, packageName, how));
  if (there) void inform(vscode.l10n.t('Native TensorFlow is installed: new experiments of the engine "tfjs" use it.'));
}
