// Asks `npm audit` about what the package carries, and says plainly where the registry cannot answer: a mirror often has no advisories.
// Exit code 0: nothing is known against any of it. 1: something is, see the list. 2: nobody could be asked.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { bundledPackages } from './bundled-packages.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** @returns {Promise<{ code: number | null, out: string }>} */
function npmAudit() {
  // One line for Windows' shell as well: there npm is a script.
  const child = spawn('npm audit --json', { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
  });
}

/** @param {string} out @returns {{ message?: string, error?: object, vulnerabilities?: Record<string, object> }} */
function parsed(out) {
  try {
    return JSON.parse(out);
  } catch {
    return { message: out.slice(0, 500) };
  }
}

const { code, out } = await npmAudit();
const { message, error, vulnerabilities } = parsed(out);
if (vulnerabilities === undefined || error !== undefined) {
  console.error(
    `Not audited: the registry that npm is set to (npm config get registry) gives no advisories (${message ?? `exit code ${code}`}).`,
  );
  console.error('Ask another one (npm audit --registry ...), or give sbom.cdx.json to a scanner, such as osv-scanner.');
  process.exitCode = 2;
} else {
  // Everything is bundled, so that npm takes all packages for those of the development: what is in a bundle is what counts.
  const carried = new Set((await bundledPackages()).map(({ name }) => name));
  const found = Object.entries(vulnerabilities).filter(([name]) => carried.has(name));
  if (found.length === 0) console.log('npm knows of no vulnerability in what the package carries.');
  else {
    console.log(JSON.stringify(Object.fromEntries(found), null, 2));
    process.exitCode = 1;
  }
}
