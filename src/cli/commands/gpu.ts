/** `winning-ticket gpu`: the graphics card that networks of the engine "tfjs" can be trained on. */
import type { Command } from 'commander';
import { findGpu, installWebgpu, packagesFolder, webgpuName } from '../../runs/packages/webgpu-package.ts';
import { command, programFolder } from '../installation.ts';
import { jsonOption } from '../options.ts';
import { CliError, exitCodes, inform, note, print, printJson } from '../output.ts';

async function show({ json }: { readonly json?: true }): Promise<void> {
  const { device, why } = await findGpu(programFolder);
  if (json) return printJson({ schemaVersion: 1, device, why });
  if (device !== null) return print(`Graphics card: ${device}\nExperiments with "engine": "tfjs" are trained on it.`);
  print(`No graphics card is used: WebGPU ${why ?? ''}.\nInstall it, or install it anew: ${command('gpu', 'install')}`);
}

async function install(): Promise<void> {
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once('SIGINT', interrupted);
  const folder = packagesFolder();
  note(`Fetching ${webgpuName} by npm into ${folder} ...`);
  try {
    await installWebgpu({ programFolder, folder, signal: stop.signal, onLine: note });
  } catch (error) {
    throw stop.signal.aborted ? new CliError(exitCodes.cancelled, 'Stopped. Nothing is used that was fetched by half.') : error;
  } finally {
    process.off('SIGINT', interrupted);
  }
  inform(`${webgpuName} is installed.`);
  await show({});
}

export function addGpu(program: Command): void {
  const gpu = program.command('gpu').description('training on a graphics card, by WebGPU');
  gpu.command('show', { isDefault: true }).description('which card is there, or why none is used').addOption(jsonOption()).action(show);
  gpu.command('install').description(`fetch ${webgpuName} by npm`).action(install);
}
