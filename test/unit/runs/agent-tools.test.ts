/** The manifest says of language model tools what the table says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { agentTools, inputSchemaOf } from '../../../src/runs/agent/agent-tools.ts';

interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly Record<string, unknown>[] };
}

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(import.meta.dirname, '../../..', name), 'utf8'));
const manifest = read('package.json') as Manifest;
const words = read('package.nls.json') as Readonly<Record<string, string>>;

/** As VS Code reads it: `%key%` stands for the words of that key. */
const inWords = (text: unknown): string => String(text).replace(/^%(.+)%$/, (_, key: string) => words[key] ?? key);

it('has every tool, with the schema of its input', () => {
  expect(manifest.contributes.languageModelTools.map((tool) => ({ ...tool, displayName: inWords(tool['displayName']) }))).toEqual(
    agentTools.map((tool) => ({
      name: `winning_ticket_${tool.name}`,
      displayName: tool.title,
      modelDescription: tool.description,
      toolReferenceName: tool.name.replaceAll('_', '-'),
      canBeReferencedInPrompt: true,
      icon: '$(beaker)',
      inputSchema: inputSchemaOf(tool),
      ...(tool.readOnly ? {} : { when: 'isWorkspaceTrusted' }),
    })),
  );
});

it('lets nothing but a run change anything', () => {
  expect(agentTools.filter(({ readOnly }) => !readOnly).map(({ name }) => name)).toEqual(['start_run', 'cancel_run']);
});
