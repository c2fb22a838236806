// Brings Dawn for Node, and a processor that poses as a graphics card: Chromium's SwiftShader. So WebGPU can be tested on any Linux machine.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { npmChromium } from './chromium.mjs';
import { npmInstall, once } from './npm-folder.mjs';

/** As src/engine/tfjs/numerics.ts has it; a test compares. */
export const webgpuVersion = '0.6.2';

const hasLoader = () => execFileSync('/sbin/ldconfig', ['-p']).includes('libvulkan.so.1');

/** Vulkan's loader, through which Dawn finds the card's driver. @throws {Error} */
function installLoader() {
  if (hasLoader()) return;
  if (process.getuid?.() !== 0) throw new Error('libvulkan1 is not installed, and this user is not root');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'libvulkan1'], { env, stdio: 'ignore' });
}

/**
 * @returns {Promise<Readonly<Record<string, string>>>} The environment in which the program takes that card for one.
 * @throws {Error} Where it cannot be had.
 */
export async function bringWebgpu() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('SwiftShader is brought for Linux on x64 only');
  installLoader();
  const driver = path.join(await npmChromium(), 'vk_swiftshader_icd.json');
  if (!existsSync(driver)) throw new Error(`${driver} is missing`);
  const folder = await once(`webgpu-${webgpuVersion}`, (inside) => npmInstall(inside, `webgpu@${webgpuVersion}`));
  return { VK_ICD_FILENAMES: driver, WT_SOFTWARE_GPU: '1', WINNING_TICKET_TENSORFLOW: folder };
}
