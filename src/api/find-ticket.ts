import path from 'node:path';
import { readConfigText } from '../data/files/read-config-text.ts';
import { startRun } from '../runs/client/start-run.ts';
import { openStore } from '../runs/library/store.ts';
import type { RunRequest } from '../shared/channel/runner-protocol.ts';
import { checkConfig } from '../shared/config/reading/check-config.ts';
import { composedName, experimentName } from '../shared/config/facts/experiment-name.ts';
import type { Config } from '../shared/config/schema/schema.ts';
import { ticketToShow } from '../shared/results/ticket/ticket-to-show.ts';
import { programFolder } from './installation.ts';
import type { FindOptions, FoundTickets, LotteryConfig } from './winning-ticket.d.ts';

interface Loaded {
  readonly config: Config;
  readonly experiment: string;
  readonly configPath: string | null;
  readonly baseFolder: string;
}

function textOf(file: string): string {
  const read = readConfigText(file);
  if (read === undefined) throw new Error(`${file}: there is no such file.`);
  if (typeof read === 'object') throw new Error(read.problem);
  return read;
}

/** @throws Error with every problem of the config, a line each. */
function loaded(given: LotteryConfig | string, { experiment, baseFolder }: FindOptions): Loaded {
  const file = typeof given === 'string' ? path.resolve(given) : null;
  const folder = path.resolve(baseFolder ?? (file === null ? '' : path.dirname(file)));
  const place = file ?? path.join(folder, 'experiment.lottery.json');
  const text = typeof given === 'string' ? textOf(given) : JSON.stringify(given, null, 1);
  const { config, problems } = checkConfig(text, { path: place, readText: (other) => readConfigText(other) });
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (config === null) throw new Error(`${file ?? 'config'}: ${errors.join('\n')}`);
  if (config.sweep) throw new Error('A sweep is a family of experiments: run it with `winning-ticket run`, or one of its members here.');
  return { config, experiment: composedName(experiment ?? experimentName(config, place)), configPath: file, baseFolder: folder };
}

/** @throws Error with place and reason. */
export async function findTicket(config: LotteryConfig | string, options: FindOptions = {}): Promise<FoundTickets> {
  const { store: storeFolder = '.winning-ticket', workers = null, keepControlWeights = false, signal, onProgress } = options;
  const store = openStore(storeFolder);
  const request: RunRequest = { ...loaded(config, options), storeFolder: store.folder, workers, keepControlWeights };
  const run = startRun({ runnerFile: path.join(programFolder, 'runner.cjs'), request });
  if (onProgress) run.on('progress', onProgress);
  const cancel = (): void => void run.cancel();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  const end = await run.ended;
  signal?.removeEventListener('abort', cancel);
  if (end.state === 'failed') throw new Error(`${request.experiment}: ${end.failure ?? 'the run has failed'}`);
  const experiment = await store.document(request.experiment);
  const isWinning = experiment.headline.kind === 'winning';
  return { experiment: { ...experiment, state: end.state }, ticket: ticketToShow(experiment), isWinning, store };
}
