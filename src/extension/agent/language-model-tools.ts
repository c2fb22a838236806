/** The tools of the table, for the language models of VS Code. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AgentHost, NamedTool } from '../../runs/agent/agent-tools.ts';
import { inMarkdown, plainJson, plainLine } from '../../shared/text/plain-text.ts';
import type { Services } from '../services.ts';

/** As the manifest names them. */
export const toolName = (name: string): string => `winning_ticket_${name}`;

/** A path as the model gives it: absolute, or relative to a folder of the workspace that has such a file. */
async function configAt(given: string): Promise<vscode.Uri> {
  const folders = path.isAbsolute(given) ? [vscode.Uri.file('/')] : (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  for (const folder of folders) {
    const uri = path.isAbsolute(given) ? vscode.Uri.file(given) : vscode.Uri.joinPath(folder, given);
    const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    const found =
      inside &&
      (await vscode.workspace.fs.stat(uri).then(
        () => true,
        () => false,
      ));
    if (found) return uri;
  }
  throw new Error(`There is no config ${given} in the folders of this window.`);
}

async function hostOf(services: Services): Promise<AgentHost> {
  const { stores } = services;
  const opened = () => Promise.all(stores.folders().map((folder) => stores.at(folder)));
  return {
    stores: await opened(),
    async start(config) {
      if (!vscode.workspace.isTrusted)
        throw new Error('Nothing is trained in Restricted Mode: the user has to trust this workspace first.');
      const waiting = services.queue.refs().length;
      const { startExperiment } = await import('../runs/start-experiment.ts');
      const run = await startExperiment(services, await configAt(config));
      if (!run && services.queue.refs().length > waiting) return { state: 'waiting', started: false };
      if (!run) throw new Error('The run was not started; the user has been told why.');
      return { experiment: run.request.experiment, state: 'running', started: true };
    },
    async cancel(experiment) {
      if (!vscode.workspace.isTrusted)
        throw new Error('No run is cancelled in Restricted Mode: the user has to trust this workspace first.');
      const { cancelRun } = await import('../../runs/agent/agent-tools.ts');
      return cancelRun({ stores: await opened() }, experiment);
    },
  };
}

/** An argument as the model gives it, made harmless: chat renders Markdown. */
const argumentIn = (input: unknown, name: 'config' | 'experiment'): string =>
  inMarkdown(plainLine(String((input as Readonly<Record<string, unknown>> | null)?.[name]), 200));

function cancelInvocation({ title }: NamedTool, input: unknown): vscode.PreparedToolInvocation {
  const experiment = argumentIn(input, 'experiment');
  const message = vscode.l10n.t('Cancel the run of {0}? It saves its work, and the same config goes on later.', experiment);
  return { invocationMessage: vscode.l10n.t('Cancelling the run of {0}', experiment), confirmationMessages: { title, message } };
}

function toolOf(services: Services, tool: NamedTool): vscode.LanguageModelTool<unknown> {
  return {
    async invoke({ input }) {
      const document = await tool.call(await hostOf(services), input);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(plainJson(document))]);
    },
    prepareInvocation({ input }) {
      if (tool.readOnly) return { invocationMessage: tool.title };
      if (tool.name === 'cancel_run') return cancelInvocation(tool, input);
      const config = argumentIn(input, 'config');
      return {
        invocationMessage: vscode.l10n.t('Starting the run of {0}', config),
        confirmationMessages: {
          title: tool.title,
          message: vscode.l10n.t('Train the networks that {0} describes on this machine? This takes minutes to hours.', config),
        },
      };
    },
  };
}

/** The table and what it needs are loaded when a model first asks. */
export function registerLanguageModelTools(services: Services, names: readonly string[]): vscode.Disposable {
  const lazily = (name: string): vscode.LanguageModelTool<unknown> => {
    const load = async (): Promise<vscode.LanguageModelTool<unknown>> => {
      const { agentTools } = await import('../../runs/agent/agent-tools.ts');
      const tool = agentTools.find((one) => toolName(one.name) === name);
      if (!tool) throw new Error(`There is no tool ${name}.`);
      return toolOf(services, tool);
    };
    return {
      invoke: async (options, token) => (await load()).invoke(options, token),
      prepareInvocation: async (options, token) => (await load()).prepareInvocation?.(options, token),
    };
  };
  return vscode.Disposable.from(...names.map((name) => vscode.lm.registerTool(name, lazily(name))));
}
