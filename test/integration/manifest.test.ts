import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activated, extensionId } from './support.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

/** Commands that VS Code itself makes for a view. */
const ofTheView = /^winningTicket\.tickets\./;

function manifest(): Manifest['contributes'] {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension);
  return (extension.packageJSON as Manifest).contributes;
}

describe('activation', () => {
  it('returns the versioned API', async () => {
    const api = await activated();
    assert.equal(api.version, 1);
    console.log(`activation took ${api.activationMilliseconds.toFixed(1)} ms`);
  });

  it('registers exactly the commands of the manifest', async () => {
    await activated();
    const all = await vscode.commands.getCommands(true);
    const registered = all.filter((command) => command.startsWith('winningTicket.') && !ofTheView.test(command));
    assert.deepEqual(
      registered.sort(),
      manifest()
        .commands.map(({ command }) => command)
        .sort(),
    );
  });

  it('names only its own commands in menus', () => {
    const known = new Set(manifest().commands.map(({ command }) => command));
    for (const item of Object.values(manifest().menus).flat()) assert.ok(known.has(item.command), item.command);
  });
});
