import type { Command } from 'commander';
import { checkConfig } from '../../shared/config/reading/check-config.ts';
import { presetNames, presets } from '../../shared/config/presets/presets.ts';
import { nearestPreset } from '../../shared/config/problems/nearest-preset.ts';
import { roundCount } from '../../shared/config/facts/planned-trainings.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { formatCount } from '../../shared/text/format.ts';
import { jsonOption } from '../options.ts';
import { CliError, exitCodes, print } from '../output.ts';
import { type FormatOptions, formatOption, printAs } from '../text/print-as.ts';
import { type Grid, grid, gridText } from '../text/table.ts';

interface Preset {
  readonly name: string;
  readonly text: string;
  readonly config: Config;
}

/** @throws Error where a preset is refused, which a test of the presets excludes. */
function presetOf(name: string): Preset {
  const text = presets.get(name) ?? '';
  const { config } = checkConfig(text, { path: 'preset.lottery.json', readText: () => undefined });
  if (!config) throw new Error(`The preset ${name} is refused.`);
  return { name, text, config };
}

const presetsGrid = (all: readonly Preset[]): Grid =>
  grid<Preset>(
    [
      { title: 'preset', cell: ({ name }) => name },
      { title: 'network', cell: ({ config }) => (typeof config.network === 'string' ? config.network : 'its own') },
      { title: 'data', cell: ({ config }) => (typeof config.dataset === 'string' ? config.dataset : 'its own') },
      {
        title: 'iterations',
        align: 'right',
        cell: ({ config }) => formatCount(config.training.iterations),
        value: ({ config }) => config.training.iterations,
      },
      { title: 'rounds', align: 'right', cell: ({ config }) => String(roundCount(config.pruning)) },
      { title: 'trials', align: 'right', cell: ({ config }) => String(config.trials) },
    ],
    all,
  );

function unknownPreset(name: string): CliError {
  const near = nearestPreset(name);
  return new CliError(exitCodes.usage, `There is no preset "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`);
}

function showPresets(name: string | undefined, options: FormatOptions): void {
  if (name !== undefined) {
    const text = presets.get(name);
    if (text === undefined) throw unknownPreset(name);
    return print(text.trimEnd());
  }
  const all = presetNames.map(presetOf);
  return printAs(options, {
    text: () => `${gridText(presetsGrid(all))}\n\nA config begins with one by { "extends": "paper/lenet-300-100" }.`,
    grid: () => presetsGrid(all),
    json: () => ({ schemaVersion: 1, presets: all.map(({ name: preset, config }) => ({ name: preset, config })) }),
  });
}

export function addPresets(program: Command): void {
  program
    .command('presets')
    .argument('[preset]', 'prints its text')
    .description('configs that "extends" can name without a file')
    .addOption(formatOption())
    .addOption(jsonOption())
    .action(showPresets);
}
