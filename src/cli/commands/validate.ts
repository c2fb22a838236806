import type { Command } from 'commander';
import type { Override } from '../../shared/config/reading/overrides.ts';
import { checkData } from '../run/check-data.ts';
import { checkConfigFile, type CheckedFile, problemPlace } from '../run/config-file.ts';
import { jsonOption, setOption } from '../options.ts';
import { type ExitCode, exitCodes, noteProblem, print, printJson } from '../output.ts';
import { counted } from '../text/words.ts';

interface ValidateOptions {
  readonly set?: readonly Override[];
  readonly json?: true;
}

/** For programs: places as people and editors count them. */
function problemsOf({ name, text, problems }: CheckedFile): object[] {
  return problems.map((problem) => {
    const { severity, message, path, offset, length, override } = problem;
    const place = problemPlace(name, text, problem);
    return { severity, message, key: path, place, ...(override === undefined ? { offset, length } : {}) };
  });
}

function say({ name, text, config, problems }: CheckedFile): void {
  for (const problem of problems) noteProblem(problem.severity, problemPlace(name, text, problem), problem.message);
  if (config !== null) print(`${name}: right${problems.length > 0 ? `, with ${counted(problems.length, 'warning')}` : ''}`);
}

/** Neither a data set nor a store needs to be there; small files of one's own that are there are looked at. */
async function validate(files: readonly string[], { set, json }: ValidateOptions): Promise<ExitCode> {
  const checked: CheckedFile[] = [];
  for (const file of files) checked.push(...(await checkData([checkConfigFile(file, set)], { overrides: set, required: false })));
  const isRight = ({ config }: CheckedFile): boolean => config !== null;
  if (json)
    printJson({ schemaVersion: 1, configs: checked.map((one) => ({ file: one.name, right: isRight(one), problems: problemsOf(one) })) });
  else checked.forEach(say);
  return checked.every(isRight) ? exitCodes.done : exitCodes.usage;
}

export function addValidate(program: Command, done: (code: ExitCode) => void): void {
  program
    .command('validate')
    .argument('<config...>', '*.lottery.json files; - for stdin')
    .description('what is wrong with configs; nothing is run, and no data set needs to be there')
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (files: readonly string[], options: ValidateOptions) => done(await validate(files, options)));
}
