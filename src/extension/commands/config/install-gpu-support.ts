import * as vscode from 'vscode';
import { installWebgpu, webgpuName } from '../../../runs/packages/webgpu-package.ts';
import { nativeFolder } from '../../native/native-folder.ts';
import { ask, inform } from '../../notify.ts';
import { requireTrust } from '../../restricted-mode.ts';
import type { Services } from '../../services.ts';
import { whileInstalling } from './while-installing.ts';

/** Install GPU Support... */
export async function installGpuSupport(services: Services): Promise<void> {
  if (!requireTrust(vscode.l10n.t('Nothing is installed in Restricted Mode.'))) return;
  const question = vscode.l10n.t('Fetch WebGPU by npm?');
  const detail = vscode.l10n.t(
    '{0}, up to 40 MB on the disk, runs on graphics cards of NVIDIA, AMD, Intel and Apple. New experiments of the engine "tfjs" then use one where it is found; how fast it is depends on network and card.',
    webgpuName,
  );
  if (!(await ask('information', question, detail, vscode.l10n.t('Fetch')))) return;
  const { context } = services;
  const where = { programFolder: context.asAbsolutePath('dist'), folder: nativeFolder(context) };
  const there = await whileInstalling(services, webgpuName, (how) => installWebgpu({ ...where, ...how }));
  if (there) void inform(vscode.l10n.t('GPU support is installed. The log of a run names the graphics card, or says why none is used.'));
}
