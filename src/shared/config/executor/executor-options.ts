/** Where trainings are carried out: in threads of this computer, or as jobs of a Slurm cluster. Never part of a config, and of no hash. */
import * as z from 'zod';

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

/** @returns The options, or a sentence that begins with the place where they are wrong. */
export function readExecutor(value: unknown): ExecutorOptions | string {
  const result = executorSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  return `${at === '' ? 'executor' : `executor.${at}`}: ${issue?.message ?? 'is not what it should be'}`;
}
