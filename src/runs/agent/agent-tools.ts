/** What programs that talk with people may ask: the same table for VS Code's language model tools and for the MCP server. */
import * as z from 'zod';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { ticketIdOf } from '../../shared/results/ticket-name.ts';
import { plainLine } from '../../shared/text/plain-text.ts';
import { composedName } from '../../shared/config/facts/experiment-name.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import { listDocument } from '../library/list-document.ts';
import type { StoreReader } from '../library/store-reader.ts';
import { t } from '../../shared/text/language.ts';

/** Who answers: an editor with its stores, or a server with one. */
export interface AgentHost {
  readonly stores: readonly StoreReader[];
  /** Begins a run and does not wait for its end. @param config Path of a config. @returns what is said about it. */
  start(config: string): Promise<object>;
  /** Asks a run to save and stop, and waits until it has. @param experiment Or a sweep. */
  cancel(experiment: string): Promise<object>;
}

const experiment = z.object({ experiment: z.string().describe('Name of an experiment, such as "lenet"; list_experiments has them.') });
const ticket = z.string().describe('Name of a ticket: experiment, trial and round, such as "lenet/trial-1/round-05".');

const inputs = {
  list_experiments: z.object({}),
  show_experiment: experiment,
  describe_ticket: z.object({ ticket }),
  compare_tickets: z.object({ a: ticket, b: ticket }),
  read_claims: experiment,
  start_run: z.object({ config: z.string().describe('Absolute path of a *.lottery.json file, or one relative to the workspace.') }),
  cancel_run: z.object({ experiment: z.string().describe('Name of an experiment, or of a sweep; list_experiments has them.') }),
} as const;

export type AgentToolName = keyof typeof inputs;
type Input<Name extends AgentToolName> = z.output<(typeof inputs)[Name]>;

interface AgentTool<Name extends AgentToolName> {
  readonly title: () => string;
  /** For the model. */
  readonly description: string;
  readonly readOnly: boolean;
  /** @returns a document that JSON can hold. */
  run(host: AgentHost, input: Input<Name>): Promise<object>;
}

/** Experiments that a message lists. */
const mostNames = 50;

/** The first of them that has the experiment. @throws Error that names what there is. */
async function storeOf({ stores }: Pick<AgentHost, 'stores'>, name: string): Promise<StoreReader> {
  const lists = await Promise.all(stores.map(async (store) => ({ store, names: (await store.list()).map((entry) => entry.experiment) })));
  const found = lists.find(({ names }) => names.includes(name));
  if (found) return found.store;
  const all = lists.flatMap(({ names }) => names);
  const some = `${all
    .slice(0, mostNames)
    .map((one) => plainLine(one, 200))
    .join(', ')}${all.length > mostNames ? `, and ${String(all.length - mostNames)} more` : ''}`;
  throw new Error(`There is no experiment "${plainLine(name, 200)}". ${all.length > 0 ? `There are: ${some}.` : 'There are none yet.'}`);
}

/** Of an experiment, or of all members of a sweep, in the first store that has it. @throws Error that names what there is. */
export async function cancelRun(host: Pick<AgentHost, 'stores'>, name: string): Promise<object> {
  const wanted = composedName(name);
  for (const store of host.stores) {
    const named = (await store.list()).filter(
      (entry) => entry.experiment === wanted || parseMemberName(entry.experiment)?.sweep === wanted,
    );
    const cancelled: string[] = [];
    for (const { experiment: one, runner } of named) if (runner !== null && (await store.cancel(one))) cancelled.push(one);
    if (named.length > 0) return { experiment: wanted, wasRunning: named.some(({ runner }) => runner !== null), cancelled };
  }
  await storeOf(host, name);
  return { experiment: wanted, wasRunning: false, cancelled: [] };
}

/** Curves and pixel maps are thousands of numbers, which nobody reads in a conversation; how texts are told in other languages is for editors. */
const left: ReadonlySet<string> = new Set(['evaluations', 'pixelMap', 'tellings']);
const brief = (document: object): object =>
  JSON.parse(JSON.stringify(document, (key, value: unknown) => (left.has(key) ? undefined : value))) as object;

const claimsOf = ({ experiment: name, state, claims }: ExperimentDocument): object => ({
  schemaVersion: 1,
  experiment: name,
  state,
  ...claims,
});

const ticketStore = (host: AgentHost, name: string): Promise<StoreReader> => storeOf(host, ticketIdOf(name).experiment);

const tools: { readonly [Name in AgentToolName]: AgentTool<Name> } = {
  list_experiments: {
    title: () => t('List Experiments'),
    description:
      'Lists the lottery ticket experiments that are stored here, with their state, how many trainings are finished, and their verdict. The document of `winning-ticket list --json`, one for each store.',
    readOnly: true,
    run: async ({ stores }) => ({ stores: await Promise.all(stores.map(listDocument)) }),
  },
  show_experiment: {
    title: () => t('Show Experiment'),
    description:
      'One experiment round by round: config, weights remaining, test accuracy and early-stopping iteration of tickets and controls, and the verdict. Accuracies and remaining are fractions. The document of `winning-ticket show EXPERIMENT --json` without the evaluations.',
    readOnly: true,
    run: async (host, { experiment: name }) => brief(await (await storeOf(host, name)).document(name)),
  },
  describe_ticket: {
    title: () => t('Describe Ticket'),
    description:
      'One ticket layer by layer: what remains of each layer, its training, its controls and what the weights are made of. The document of `winning-ticket show TICKET --json` without evaluations and pixel map.',
    readOnly: true,
    run: async (host, { ticket: name }) => {
      const store = await ticketStore(host, name);
      return brief({ ...(await store.ticket(name)), analysis: await store.analyse(name).catch(() => null) });
    },
  },
  compare_tickets: {
    title: () => t('Compare Tickets'),
    description:
      'Two tickets of one store side by side: numbers, differing settings, and the overlap of their masks in each layer beside what chance would give. The document of `winning-ticket diff A B --json` without evaluations and pixel maps.',
    readOnly: true,
    run: async (host, { a, b }) => brief({ schemaVersion: 1, ...(await (await ticketStore(host, a)).compare(a, b)) }),
  },
  read_claims: {
    title: () => t('Read Claims'),
    description:
      "The paper's claims (Frankle and Carbin 2019) about an experiment's network, held against the run: holds, does not hold, cannot tell, each with its reason. The document of `winning-ticket claims EXPERIMENT --json`.",
    readOnly: true,
    run: async (host, { experiment: name }) => claimsOf(await (await storeOf(host, name)).document(name)),
  },
  start_run: {
    title: () => t('Start Run'),
    description:
      'Starts the experiment that a config describes and returns at once; list_experiments says how far it is. It trains networks on this machine for minutes to hours. What is finished is never trained again.',
    readOnly: false,
    run: (host, { config }) => host.start(config),
  },
  cancel_run: {
    title: () => t('Cancel Run'),
    description:
      'Asks the run of an experiment or of a sweep to save its work and stop, whoever began it, and waits until it has; the same config goes on later. The answer says whether anything was running.',
    readOnly: false,
    run: (host, { experiment: name }) => host.cancel(name),
  },
};

/** A tool as its registrars take it. */
export interface NamedTool {
  readonly name: AgentToolName;
  readonly title: string;
  readonly description: string;
  readonly readOnly: boolean;
  readonly input: z.ZodObject;
  /** @param input Is checked by `input` first. @throws Error in words for people. */
  call(host: AgentHost, input: unknown): Promise<object>;
}

/** @throws Error that names the first field that is wrong: a model reads it and tries again. */
function checkInput<Name extends AgentToolName>(name: Name, given: unknown): Input<Name> {
  const result = inputs[name].safeParse(given ?? {});
  if (result.success) return result.data as Input<Name>;
  const field = result.error.issues[0]?.path[0];
  const where = field === undefined ? 'an object' : `a text as "${String(field)}"`;
  throw new Error(`${name} takes ${where}.`);
}

const named = <Name extends AgentToolName>(name: Name): NamedTool => {
  const { title, description, readOnly, run } = tools[name];
  const input = inputs[name];
  return { name, title: title(), description, readOnly, input, call: async (host, given) => run(host, checkInput(name, given)) };
};

export const agentTools: readonly NamedTool[] = (Object.keys(inputs) as AgentToolName[]).map(named);

/** As manifests and protocols hold it. */
export const inputSchemaOf = ({ input }: NamedTool): object => {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { target: 'draft-7', io: 'input' });
  return schema;
};
