// Finds a Chromium: one that is installed, else the one inside npm's `@sparticuz/chromium`.
import { chmodSync, createReadStream, createWriteStream, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import path from 'node:path';
import { npmInstall, once } from './npm-folder.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

function installed() {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const files = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return files.find((file) => existsSync(file));
}

/** @param {string} from @param {import('node:stream').Writable} to */
const unbrotli = (from, to) => pipeline(createReadStream(from), createBrotliDecompress(), to);

/** The fonts of the package, and the machine's own. @param {string} folder */
function writeFontsConfig(folder) {
  const dirs = [path.join(folder, 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  const cache = `<cachedir>${path.join(folder, 'font-cache')}</cachedir>`;
  writeFileSync(
    path.join(folder, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>${dirs}${cache}</fontconfig>\n`,
  );
}

/** @param {string} folder */
async function install(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('No Chromium found: install one (chromium or google-chrome)');
  console.log("Installing Chromium (npm's @sparticuz/chromium@147.0.0) ...");
  await npmInstall(folder, '@sparticuz/chromium@147.0.0');
  const require = createRequire(path.join(folder, 'package.json'));
  const bin = path.join(folder, 'node_modules/@sparticuz/chromium/bin');
  const { extract } = /** @type {{ extract: (folder: string) => import('node:stream').Writable }} */ (require('tar-fs'));
  await unbrotli(path.join(bin, 'chromium.br'), createWriteStream(path.join(folder, 'chromium')));
  await unbrotli(path.join(bin, 'al2023.tar.br'), extract(folder));
  await unbrotli(path.join(bin, 'swiftshader.tar.br'), extract(folder));
  await unbrotli(path.join(bin, 'fonts.tar.br'), extract(folder));
  chmodSync(path.join(folder, 'chromium'), 0o755);
  writeFontsConfig(folder);
}

/** @param {string} folder */
function environment(folder) {
  const libraries = [path.join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: process.env['FONTCONFIG_FILE'] ?? path.join(folder, 'fonts.conf') };
}

/** The folder of npm's Chromium, brought once. */
export const npmChromium = () => once('chromium', install);

/**
 * What playwright-core's `chromium.launch` wants. `WT_CHROMIUM` names a binary by hand; `WT_CHROMIUM=npm` asks for npm's.
 * @returns {Promise<{ executablePath: string, env: NodeJS.ProcessEnv, args: string[] }>}
 */
export async function findChromium() {
  const asked = process.env['WT_CHROMIUM'];
  const own = asked === 'npm' ? undefined : (asked ?? installed());
  if (own) return { executablePath: own, env: process.env, args };
  const folder = await npmChromium();
  return { executablePath: path.join(folder, 'chromium'), env: environment(folder), args };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await findChromium()).executablePath);
