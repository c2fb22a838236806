/** The MCP server: the tools of the table over stdin and stdout. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import path from 'node:path';
import { version } from '../../../package.json';
import { missingDatasets } from '../../data/known/missing-datasets.ts';
import { type AgentHost, agentTools, cancelRun, type NamedTool } from '../../runs/agent/agent-tools.ts';
import { type RunHandle, startRun } from '../../runs/client/start-run.ts';
import { openStore } from '../../runs/library/store.ts';
import { composedName, experimentName } from '../../shared/config/facts/experiment-name.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { sweepMembers } from '../../shared/config/sweep/sweep-members.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import { checkConfigFile, problemPlace } from '../run/config-file.ts';
import { runnerFile } from '../installation.ts';
import { note } from '../output.ts';

/** By its absolute path, since "-" would be stdin, which the protocol uses. @throws Error with all that is wrong with it. */
function load(file: string): { readonly config: Config; readonly experiment: string; readonly path: string } {
  const absolute = path.resolve(file);
  const { config, problems, text, name } = checkConfigFile(absolute);
  if (!config) throw new Error(problems.map((problem) => `${problemPlace(name, text, problem)}: ${problem.message}`).join('\n'));
  return { config, experiment: experimentName(config, absolute), path: absolute };
}

/** The runs of this server; each saves its work and ends when the server does. */
class Runs {
  private readonly active = new Map<string, RunHandle>();

  constructor(private readonly storeFolder: string) {}

  start(file: string): object {
    const { config, experiment, path: configPath } = load(file);
    const missing = missingDatasets(config);
    if (missing.length > 0) throw new Error(`${missing.join(', ')} is not on this machine: \`winning-ticket data fetch\` brings it.`);
    if (this.active.has(experiment)) return { experiment, state: 'running', started: false };
    const members = sweepMembers(config, experiment).map((member) => ({ experiment: member.experiment, config: member.config }));
    const request = { experiment, config, configPath, baseFolder: path.dirname(configPath), storeFolder: this.storeFolder };
    const run = startRun({
      runnerFile,
      request: { ...request, ...(members.length > 0 && { members }), workers: null, keepControlWeights: false },
    });
    this.active.set(experiment, run);
    void run.ended.then(({ failure }) => {
      this.active.delete(experiment);
      if (failure !== null) note(`${experiment}: ${failure}`);
    });
    return { experiment, state: 'running', started: true };
  }

  /** null where it is no run of this server. A sweep's members are one run. */
  async cancel(experiment: string): Promise<object | null> {
    const run = this.active.get(composedName(experiment));
    if (!run) return null;
    await run.cancel();
    await run.ended;
    return { experiment, wasRunning: true, cancelled: [experiment] };
  }

  async cancelAll(): Promise<void> {
    await Promise.all([...this.active.values()].map((run) => run.cancel()));
  }
}

function register(server: McpServer, host: AgentHost, tool: NamedTool): void {
  const { name, title, description, readOnly, input } = tool;
  const annotations = { readOnlyHint: readOnly, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  server.registerTool(name, { title, description, inputSchema: input.shape, annotations }, async (given: unknown) => {
    try {
      return { content: [{ type: 'text', text: JSON.stringify(await tool.call(host, given), null, 1) }] };
    } catch (error) {
      return { content: [{ type: 'text', text: ownWords(error) }], isError: true };
    }
  });
}

/** Serves until stdin ends. @param storeFolder A store that may not be there yet. */
export async function serve(storeFolder: string): Promise<void> {
  const server = new McpServer({ name: 'winning-ticket', version });
  const runs = new Runs(storeFolder);
  const stores = [openStore(storeFolder)];
  const host: AgentHost = {
    stores,
    start: async (config) => Promise.resolve(runs.start(config)),
    cancel: async (experiment) => (await runs.cancel(experiment)) ?? cancelRun({ stores }, experiment),
  };
  for (const tool of agentTools) register(server, host, tool);
  const closed = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    process.stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport());
  await closed;
  await runs.cancelAll();
}
