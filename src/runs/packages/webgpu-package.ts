/** Dawn for Node, which brings WebGPU: fetched by npm when somebody asks for it. */
import { createRequire } from 'node:module';
import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { userFolder } from '../../engine/tfjs/backends/installed-package.ts';
import { webgpuPackage, webgpuVersion } from '../../engine/tfjs/numerics.ts';
import type * as tfjs from '../../engine/tfjs/index.ts';
import { t } from '../../shared/text/language.ts';
import { npmInstall } from './npm-install.ts';

/** Name and version, as npm takes them. */
export const webgpuName = `${webgpuPackage}@${webgpuVersion}`;

/** Where the terminal installs it; looked in by every run. */
export const packagesFolder = userFolder;

interface WebgpuInstallation {
  /** Holds the program's bundles. */
  readonly programFolder: string;
  readonly folder: string;
  readonly signal: AbortSignal;
  onLine(line: string): void;
}

/** @throws Error where npm has left no package in the folder, or one of which the files lie elsewhere: those are not ours to remove. */
function requireOwnPackage(folder: string): void {
  const installed = path.join(folder, 'node_modules', webgpuPackage);
  if (!existsSync(path.join(installed, 'dist')))
    throw new Error(
      t("npm says that it has installed {0}, but it is not in {1}. See npm's own settings: npm config list", webgpuName, folder),
    );
  if (realpathSync(path.join(installed, 'dist')) !== path.join(realpathSync(folder), 'node_modules', webgpuPackage, 'dist'))
    throw new Error(t('{0} is a link to another place. Remove it, and install again.', installed));
}

/** The package holds the libraries of five systems, of which this computer needs one. */
export function keepThisPlatform(folder: string, platform: string = process.platform, architecture: string = process.arch): void {
  const own = `${platform}-${platform === 'darwin' ? 'universal' : architecture}`;
  requireOwnPackage(folder);
  const libraries = path.join(folder, 'node_modules', webgpuPackage, 'dist');
  const all = readdirSync(libraries);
  if (!all.includes(own)) throw new Error(t('{0} has no library for this computer ({1}, {2}).', webgpuName, platform, architecture));
  for (const other of all.filter((name) => name !== own)) rmSync(path.join(libraries, other), { recursive: true, force: true });
}

/** None of its scripts is run. @throws Error with npm's reason; an AbortError where it was cancelled. */
export async function installWebgpu({ programFolder, ...where }: WebgpuInstallation): Promise<void> {
  const processFile = path.join(programFolder, 'npm-process.cjs');
  await npmInstall({ ...where, processFile, packageName: webgpuName, runsScripts: false });
  keepThisPlatform(where.folder);
}

/** Asks Dawn which card it would take, if it is installed. */
export async function findGpu(programFolder: string): Promise<tfjs.GpuAnswer> {
  const folder = path.join(programFolder, 'tfjs');
  const file = path.join(folder, 'engine.cjs');
  return (createRequire(file)(file) as typeof tfjs).findGpu(folder);
}
