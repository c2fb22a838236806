/** Examples below the help of each command. */
import type { Command } from 'commander';

const examples: Readonly<Record<string, readonly string[]>> = {
  run: [
    'winning-ticket run lenet.lottery.json',
    'winning-ticket run lenet.lottery.json --dry-run',
    'winning-ticket run lenet.lottery.json --set trials=3 --set name=lenet-3',
    'winning-ticket run lenet.lottery.json --detach',
    'winning-ticket run lenet.lottery.json --executor slurm --partition cpu --cpus 4 --time 8:00:00',
    'winning-ticket presets quick/lenet-300-100 | winning-ticket run - --set name=quick',
  ],
  validate: ['winning-ticket validate *.lottery.json', 'winning-ticket validate lenet.lottery.json --set training.learningRate=0.01'],
  list: ['winning-ticket list', 'winning-ticket list --all --format csv > experiments.csv'],
  show: [
    'winning-ticket show lenet',
    'winning-ticket show lenet/trial-1/round-05',
    'winning-ticket show lenet --format md',
    'winning-ticket show lenet --json',
  ],
  status: ['winning-ticket status', 'winning-ticket status --watch lenet'],
  cancel: ['winning-ticket cancel', 'winning-ticket cancel lenet'],
  claims: ['winning-ticket claims lenet', 'winning-ticket claims lenet --format md'],
  diff: ['winning-ticket diff lenet/trial-1/round-03 lenet/trial-2/round-03'],
  report: ['winning-ticket report lenet', 'winning-ticket report lenet --output - > lenet.html'],
  export: [
    'winning-ticket export lenet/trial-1/round-05 --format safetensors',
    'winning-ticket export lenet/trial-1/round-05/random-reinit-1 --format onnx --output model.onnx',
    'winning-ticket export lenet --rounds all --format npz --output tickets/',
    'winning-ticket export lenet --format csv --output evaluations.csv',
  ],
  import: [
    'winning-ticket import ticket.safetensors --config lenet.lottery.json',
    'winning-ticket import weights.pt --masks masks.pt --config lenet.lottery.json --name theirs --train',
    'winning-ticket import open_lth_data/lottery_1234 --config lenet.lottery.json',
  ],
  retrain: ['winning-ticket retrain lenet/trial-1/round-05', 'winning-ticket retrain lenet/trial-1/round-05 --reinit --seed 7'],
  init: ['winning-ticket init', 'winning-ticket init lenet'],
  delete: ['winning-ticket delete lenet', 'winning-ticket delete --yes lenet sweep-learning-rate'],
  gc: ['winning-ticket gc --dry-run', 'winning-ticket gc'],
  data: ['winning-ticket data list', 'winning-ticket data fetch cifar-10'],
  'data list': ['winning-ticket data list', 'winning-ticket data list --json'],
  'data fetch': ['winning-ticket data fetch fashion-mnist'],
  gpu: ['winning-ticket gpu', 'winning-ticket gpu install'],
  'gpu show': ['winning-ticket gpu show', 'winning-ticket gpu show --json'],
  'gpu install': ['winning-ticket gpu install'],
  mcp: ['winning-ticket mcp', 'winning-ticket mcp --store /path/to/.winning-ticket'],
  presets: ['winning-ticket presets', 'winning-ticket presets paper/lenet-300-100'],
  schema: ['winning-ticket schema > lottery.schema.json', 'winning-ticket schema training.learningRate'],
  completion: ['source <(winning-ticket completion bash)', 'winning-ticket completion fish | source'],
};

const text = (lines: readonly string[]): string => `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;

/** Every command has some; commands of commands too. */
export function addExamples(program: Command, above: readonly string[] = []): void {
  for (const one of program.commands) {
    const names = [...above, one.name()];
    const own = examples[names.join(' ')];
    if (own) one.addHelpText('after', text(own));
    addExamples(one, names);
  }
}
