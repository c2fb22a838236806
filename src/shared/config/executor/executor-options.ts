/** Where trainings are carried out: in threads of this computer, or as jobs of a Slurm cluster. Never part of a config, and of no hash. */
import * as z from 'zod';
import { formatNumber } from '../../text/format.ts';
import { t } from '../../text/language.ts';

/** One line, so that it can be handed to a program as one argument. */
const word = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\n\r\0]+$/, 'must be one line');

export const slurmOptionsSchema = z.strictObject({
  kind: z.literal('slurm').meta({ description: 'Trainings are jobs of a Slurm cluster that sees the store.' }),
  partition: word.optional().meta({ description: 'As `sbatch --partition` takes it.' }),
  account: word.optional().meta({ description: 'As `sbatch --account` takes it.' }),
  qos: word.optional().meta({ description: 'As `sbatch --qos` takes it.' }),
  memory: word.optional().meta({ description: 'Of a task, as `sbatch --mem` takes it, e.g. `4G`.' }),
  time: word.optional().meta({
    description: 'Time limit of a task, as `sbatch --time` takes it. A training that needs longer is saved and goes on in another task.',
  }),
  cpus: z.int().min(1).max(1024).default(1).meta({ description: 'Processors of a task, each of which carries out a training.' }),
  maxJobs: z.int().min(1).max(100_000).default(100).meta({ description: 'Tasks that wait or run at the same time, at most.' }),
  taskMinutes: z.number().min(0).max(1440).default(3).meta({ description: 'Short trainings share a task until it lasts about so long.' }),
  setup: z
    .string()
    .max(10_000)
    .optional()
    .meta({ description: 'Shell commands that a task runs first, such as `module load node`. With them, `node` is taken from the PATH.' }),
});
const localSchema = z.strictObject({ kind: z.literal('local') });
export const executorSchema = z.discriminatedUnion('kind', [slurmOptionsSchema, localSchema]);

export type SlurmOptions = z.output<typeof slurmOptionsSchema>;
export type ExecutorOptions = z.output<typeof executorSchema>;

const wholeNumbers: Readonly<Record<string, readonly [least: number, most: number]>> = { cpus: [1, 1024], maxJobs: [1, 100_000] };

/** What would be right in the place of a wrong value. */
function expectedWords(key: string): string {
  const whole = wholeNumbers[key];
  if (key === '') return t('expected an object such as {0}', '{ "kind": "slurm" }');
  if (key === 'kind') return t('expected "slurm" or "local"');
  if (whole) return t('expected a whole number from {0} to {1}', ...whole.map((end) => formatNumber(end)));
  if (key === 'taskMinutes') return t('expected a number from {0} to {1}', 0, formatNumber(1440));
  return key === 'setup' ? t('expected a text of at most {0} characters', formatNumber(10_000)) : t('expected a text of one line');
}

function foundWords(value: unknown): string {
  const text = JSON.stringify(value) ?? t('nothing');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** @returns The options, or a sentence that begins with the place where they are wrong. */
export function readExecutor(value: unknown): ExecutorOptions | string {
  const result = executorSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const keys = Object.keys(slurmOptionsSchema.shape).join(', ');
    return t('executor.{0}: there is no such key; there are {1}', issue.keys[0] ?? '', keys);
  }
  const key = String(issue?.path[0] ?? '');
  const found: unknown = key === '' ? value : (value as Readonly<Record<string, unknown>>)[key];
  return t('{0}: {1}, found {2}', key === '' ? 'executor' : `executor.${key}`, expectedWords(key), foundWords(found));
}
