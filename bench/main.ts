/** `npm run bench`: reads its arguments, measures, prints tables or one document. */
import { CommanderError } from 'commander';
import { messageOf } from '../src/shared/text/message-of.ts';
import { parseOptions } from './options.ts';
import { printDocument } from './report/print-document.ts';
import { runBench } from './run-bench.ts';

const began = performance.now();
const say = (text: string): void => void process.stderr.write(`[${((performance.now() - began) / 1000).toFixed(0)} s] ${text}\n`);

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const document = await runBench(options, say);
  process.stdout.write(`${options.json ? JSON.stringify(document, null, 2) : printDocument(document)}\n`);
}

main().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
});
