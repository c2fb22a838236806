/** The MCP server, asked by the official client over stdio. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agentTools, inputSchemaOf } from '../../../src/runs/agent/agent-tools.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { run } from './harness.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = sharedFolder();
const config = {
  dataset: { kind: 'idx', folder: path.join(root, 'test/fixtures/cases/BASE') },
  network: { layers: [{ units: 20 }, { units: 10 }] },
  training: { batchSize: 20, iterations: 60, evaluateEvery: 20, validationSize: 20 },
  pruning: { rounds: 1 },
  controls: { randomReinit: 0, randomMask: 0 },
};
const client = new Client({ name: 'test', version: '1' });

interface Answer {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text: string }[];
}

async function ask(name: string, input: Record<string, unknown> = {}): Promise<string> {
  const { content, isError } = (await client.callTool({ name, arguments: input })) as Answer;
  expect(content).toHaveLength(1);
  return `${isError ? 'error: ' : ''}${content[0]?.text ?? ''}`;
}

const document = async (name: string, input?: Record<string, unknown>): Promise<unknown> => JSON.parse(await ask(name, input));
const printed = async (...args: string[]): Promise<unknown> => JSON.parse((await run(folder, ...args, '--json')).out);

/** As the tools leave it out. */
const brief = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, one: unknown) => (key === 'evaluations' || key === 'pixelMap' ? undefined : one)));

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'tiny.lottery.json'), JSON.stringify(config));
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [path.join(root, 'dist/cli.js'), 'mcp'], cwd: folder }));
});
afterAll(() => client.close());

it('lists the tools of the table with their schemas', async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(agentTools.map(({ name }) => name));
  expect(tools.map(({ annotations }) => annotations?.readOnlyHint)).toEqual(agentTools.map(({ readOnly }) => readOnly));
  for (const tool of agentTools) {
    const { properties = {}, required = [] } = inputSchemaOf(tool) as { properties?: object; required?: readonly string[] };
    expect(tools.find(({ name }) => name === tool.name)?.inputSchema).toMatchObject({
      type: 'object',
      properties,
      ...(required.length > 0 && { required }),
    });
  }
});

it('starts a run, and then says of it what the terminal says', async () => {
  expect(await document('list_experiments')).toMatchObject({ stores: [{ experiments: [] }] });
  expect(await document('start_run', { config: path.join(folder, 'tiny.lottery.json') })).toMatchObject({
    experiment: 'tiny',
    started: true,
  });
  const finished = { stores: [{ experiments: [{ experiment: 'tiny', state: 'finished', finishedTrainings: 2 }] }] };
  await expect.poll(() => document('list_experiments'), { interval: 300 }).toMatchObject(finished);
  expect(await document('list_experiments')).toEqual({ stores: [await printed('list')] });
  expect(await document('show_experiment', { experiment: 'tiny' })).toEqual(brief(await printed('show', 'tiny')));
  expect(await document('read_claims', { experiment: 'tiny' })).toEqual(await printed('claims', 'tiny'));
  const [a, b] = ['tiny/trial-1/round-00', 'tiny/trial-1/round-01'];
  expect(await document('describe_ticket', { ticket: b })).toEqual(brief(await printed('show', b)));
  expect(await document('compare_tickets', { a, b })).toEqual(brief(await printed('diff', a, b)));
});

it('cancels a run, which keeps its work; what does not run is said', async () => {
  const long = { ...config, training: { ...config.training, iterations: 5_000_000, evaluateEvery: 1000 } };
  writeFileSync(path.join(folder, 'long.lottery.json'), JSON.stringify(long));
  await ask('start_run', { config: path.join(folder, 'long.lottery.json') });
  const running = {
    stores: [{ experiments: expect.arrayContaining([expect.objectContaining({ experiment: 'long', state: 'running' })]) as unknown }],
  };
  await expect.poll(() => document('list_experiments'), { interval: 300 }).toMatchObject(running);
  expect(await document('cancel_run', { experiment: 'long' })).toMatchObject({ experiment: 'long', wasRunning: true, cancelled: ['long'] });
  expect(await document('show_experiment', { experiment: 'long' })).toMatchObject({ state: 'cancelled' });
  expect(await document('cancel_run', { experiment: 'tiny' })).toEqual({ experiment: 'tiny', wasRunning: false, cancelled: [] });
  expect(await ask('cancel_run', { experiment: 'other' })).toContain('error: There is no experiment "other".');
});

it('answers what cannot be done with the reason', async () => {
  expect(await ask('show_experiment', { experiment: 'other' })).toBe('error: There is no experiment "other". There are: long, tiny.');
  expect(await ask('describe_ticket', { ticket: 'tiny' })).toContain('names no ticket');
  expect(await ask('start_run', { config: path.join(folder, 'none.lottery.json') })).toContain('there is no such file');
});
