// Asks `npm audit` about what the package carries, and says plainly where the registry cannot answer: a mirror often has no advisories.
// Exit code 0: nothing is known against any of it. 1: something is, see the list. 2: nobody could be asked.
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** @returns {Promise<{ code: number | null, out: string }>} */
function npmAudit() {
  // One line for Windows' shell as well: there npm is a script. No dependency of ours is optional in the package, see CONTRIBUTING.md.
  const child = spawn('npm audit --omit=dev --omit=optional --json', { cwd: root, shell: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
  });
}

/** @param {string} out @returns {{ message?: string, error?: object, metadata?: { vulnerabilities: Record<string, number> } }} */
function parsed(out) {
  try {
    return JSON.parse(out);
  } catch {
    return { message: out.slice(0, 500) };
  }
}

const { code, out } = await npmAudit();
const { message, error, metadata } = parsed(out);
const counts = metadata?.vulnerabilities;
if (counts === undefined || error !== undefined) {
  console.error(
    `Not audited: the registry that npm is set to (npm config get registry) gives no advisories (${message ?? `exit code ${code}`}).`,
  );
  console.error(
    'Ask another one (npm audit --omit=dev --omit=optional --registry ...), or give sbom.cdx.json to a scanner, such as osv-scanner.',
  );
  process.exitCode = 2;
} else if (counts['total'] === 0) console.log('npm knows of no vulnerability in what the package carries.');
else {
  console.log(out);
  process.exitCode = 1;
}
