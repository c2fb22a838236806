import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const page = readFileSync(path.join(root, 'docs/settings.md'), 'utf8');
const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  contributes: { commands: { command: string }[]; configuration: { properties: Record<string, unknown> } };
};

it('docs/settings.md has every setting and every command, and no other', () => {
  const named = [...page.matchAll(/^\|.*?`(winningTicket\.[\w.]+)`/gm)].map(([, name]) => name);
  const all = [...Object.keys(contributes.configuration.properties), ...contributes.commands.map(({ command }) => command)];
  expect(named).toEqual(all);
});
