/** Starts what carries trainings out in place of the threads, where the request names it. */
import path from 'node:path';
import { outputUnits } from '../../../lottery/plan/resolve-network.ts';
import { canonicalJson } from '../../../shared/specs/hash.ts';
import type { Dataset } from '../../../shared/specs/samples.ts';
import { ownWords } from '../../../shared/text/own-words.ts';
import { SlurmExecutor } from '../../slurm/executor.ts';
import type { TaskDataset } from '../../slurm/run-folder.ts';
import type { RunContext, StopSwitch } from '../opening/run-context.ts';

function taskDatasets({ request: { config, baseFolder } }: RunContext): readonly TaskDataset[] {
  const classes = outputUnits(config.network) ?? null;
  const datasets = [config.dataset, ...(config.transfer?.dataset ? [config.transfer.dataset] : [])];
  return datasets.map((dataset) => ({ dataset, baseFolder, classes }));
}

/**
 * @param contexts The run's, or those of a sweep's members, which share it.
 * @returns null where threads of this computer train.
 */
export async function startExecutor(
  contexts: readonly RunContext[],
  loaded: readonly Dataset[],
  stop: StopSwitch,
): Promise<SlurmExecutor | null> {
  const [context] = contexts;
  const options = context?.request.executor;
  if (!context || options?.kind !== 'slurm') return null;
  const { files, store, request, voice } = context;
  const datasets = new Map(contexts.flatMap(taskDatasets).map((one) => [canonicalJson(one), one]));
  const executor = new SlurmExecutor({
    ...{ options, store, loaded, experiment: request.experiment },
    program: path.join(path.dirname(files.tfjsFolder), 'slurm-task.cjs'),
    datasets: [...datasets.values()],
    say: (level, text) => voice.emit('log', { level, text }),
  });
  await executor.prepare();
  stop.onStop(() => void executor.close().catch((error: unknown) => voice.emit('log', { level: 'warn', text: ownWords(error) })));
  return executor;
}
