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
import { beQuiet, type ExitCode, noteLines } from './output.ts';
import { chooseColour } from './text/style.ts';

function takeGlobalOptions(root: Command): void {
  const { quiet } = root.opts<{ quiet?: true }>();
  if (quiet) beQuiet();
  if (root.getOptionValueSource('color') === 'cli') chooseColour(root.getOptionValue('color') === true);
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
  addData(root);
  addCompletion(root);
  addMcp(root);
  addExamples(root);
  return root;
}
