/** A click on a row of the tickets view. */
import * as vscode from 'vscode';
import type { ShowHow } from '../panel/panels.ts';
import type { Services } from '../services.ts';
import type { Node } from '../views/nodes.ts';
import { showPanel } from './store-commands.ts';
import { showSweep } from './sweep-commands.ts';
import { inspect } from './tickets/ticket-commands.ts';

/** Two clicks on one row within this time are a double click: VS Code tells of each by itself. */
const doubleClickMilliseconds = 400;
let last: { readonly id: string; readonly at: number } = { id: '', at: -Infinity };

/** A single click previews, a double click keeps; where previews are switched off for editors, they are for panels too. */
function howOf({ id }: Node): ShowHow {
  const now = performance.now();
  const isDouble = last.id === id && now - last.at < doubleClickMilliseconds;
  last = { id, at: now };
  const previews = vscode.workspace.getConfiguration('workbench.editor').get('enablePreview', true);
  return isDouble || !previews ? 'keep' : 'preview';
}

export async function open(services: Services, target: unknown): Promise<void> {
  const node = target as Node;
  const how = howOf(node);
  if (node.kind === 'sweep') return showSweep(services, node);
  if (node.kind === 'experiment' || node.kind === 'failed') return showPanel(services, node, how);
  if (node.kind !== 'earlier') await inspect(services, node, how);
}
