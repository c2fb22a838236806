/** All commands, with what they have in common. */
import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { addClaims } from './commands/claims.ts';
import { addCompletion } from './commands/completion.ts';
import { addData } from './commands/data.ts';
import { addDelete } from './commands/delete.ts';
import { addDiff } from './commands/diff.ts';
import { addExport } from './commands/export.ts';
import { addGc } from './commands/gc.ts';
import { addGpu } from './commands/gpu.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addList } from './commands/list.ts';
import { addMcp } from './commands/mcp.ts';
import { addPresets } from './commands/presets.ts';
import { addReport } from './commands/report.ts';
import { addRetrain } from './commands/retrain.ts';
import { addRun } from './commands/run.ts';
import { addSchema } from './commands/schema.ts';
import { addShow } from './commands/show.ts';
import { addCancel, addStatus } from './commands/status.ts';
import { addValidate } from './commands/validate.ts';
import { addExamples } from './examples.ts';
import { beQuiet, CliError, type ExitCode, exitCodes, noteLines } from './output.ts';
import { chooseColour } from './text/style.ts';

function takeGlobalOptions(root: Command): void {
  const { quiet } = root.opts<{ quiet?: true }>();
  if (quiet) beQuiet();
  if (root.getOptionValueSource('color') === 'cli') chooseColour(root.getOptionValue('color') === true);
}

/** What a variable of the shell that is not set leaves behind is no file, no folder and no name. A command line that is completed ends with an empty word. */
function refuseEmptyWords(_: Command, command: Command): void {
  if (command.name() === 'complete') return;
  const words: readonly unknown[] = [...command.args, ...Object.values(command.opts())];
  if (words.includes('')) throw new CliError(exitCodes.usage, 'An argument is empty (""): is a variable of the shell not set?');
}

/** @param done Takes the exit code of the command that was carried out. */
export function program(done: (code: ExitCode) => void): Command {
  const root = new Command('winning-ticket')
    .description('Find winning lottery tickets: train, prune, rewind, repeat, with controls.')
    .version(version, '-V, --version')
    .option('-q, --quiet', 'nothing on stderr but what is wrong')
    .addOption(new Option('--color', 'colours, also where nobody looks at a terminal').hideHelp())
    .option('--no-color', 'no colours; NO_COLOR and FORCE_COLOR say the same')
    .hook('preAction', takeGlobalOptions)
    .hook('preAction', refuseEmptyWords)
    .showHelpAfterError('(--help says more)')
    // What somebody has typed, or pasted, comes back in it.
    .configureOutput({ writeErr: noteLines })
    .exitOverride();
  addRun(root, done);
  addValidate(root, done);
  addList(root, done);
  addShow(root, done);
  addStatus(root, done);
  addCancel(root, done);
  addClaims(root);
  addDiff(root);
  addReport(root);
  addExport(root);
  addImport(root, done);
  addRetrain(root, done);
  addInit(root);
  addPresets(root);
  addSchema(root);
  addDelete(root);
  addGc(root);
  addGpu(root);
  addData(root);
  addCompletion(root);
  addMcp(root);
  addExamples(root);
  return root;
}
