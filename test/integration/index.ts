// Runs inside VS Code's extension host: hands the built test files to mocha and writes what came out.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

interface Failure {
  title: string;
  message: string;
}

/** The kind of window whose tests a file holds: those of Restricted Mode and of several folders lie in rooms of their own. */
const windowOf = (file: string): string => (path.dirname(file) === '.' ? 'trusted' : path.dirname(file));

function testFiles(): string[] {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.test.cjs') && windowOf(file) === (process.env['WT_WINDOW'] ?? 'trusted')).sort();
}

function runMocha(mocha: Mocha): Promise<{ passed: number; failed: number; failures: Failure[] }> {
  const failures: Failure[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve({ passed: runner.stats?.passes ?? 0, failed: failures.length, failures }));
    runner.on('fail', (test, error: Error) => failures.push({ title: test.fullTitle(), message: error.stack ?? error.message }));
  });
}

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    // What is waited for comes, however busy the machine is; a test that waits in vain says for what much earlier.
    timeout: 600_000,
    color: false,
    ...(process.env['WT_GREP'] ? { grep: process.env['WT_GREP'] } : {}),
  });
  for (const file of testFiles()) mocha.addFile(path.join(__dirname, file));
  const results = await runMocha(mocha);
  const target = process.env['WT_RESULTS_FILE'];
  if (target) {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(results, null, 2));
  }
  if (results.failed > 0) throw new Error(`${results.failed} tests failed`);
}
