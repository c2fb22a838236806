import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { configTemplate } from '../../shared/config/text/config-template.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { sentence } from '../../shared/text/told.ts';
import { commandOn } from '../installation.ts';
import { CliError, exitCodes, print } from '../output.ts';

const ending = '.lottery.json';

/** Never over a file that is there. */
function writeNew(file: string): void {
  try {
    writeFileSync(file, configTemplate, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new CliError(exitCodes.usage, `${file} is there already; it was left as it is.`);
    if (code === 'ENOENT') throw new CliError(exitCodes.failed, `${file} could not be written: its folder is not there. Make it first.`);
    throw new CliError(exitCodes.failed, sentence(ownWords(error, file)));
  }
}

function init(name: string): void {
  const file = name.endsWith(ending) ? name : `${name}${ending}`;
  writeNew(file);
  print(`Wrote ${file}. Next: ${commandOn(['run'], [file])}`);
}

export function addInit(program: Command): void {
  program
    .command('init')
    .argument('[file]', `name of the new config; ${ending} is added where it is missing`, `experiment${ending}`)
    .description('write a config to begin with')
    .action(init);
}
