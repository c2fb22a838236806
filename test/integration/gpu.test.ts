/** Install GPU Support...: the question, and the installation by the real npm. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activated } from './support.ts';

/** What the extension has asked and said, and what is answered: a button, or null for none. */
const heard: string[] = [];
let answer: string | null = null;
const { showInformationMessage } = vscode.window;

describe('GPU support', function () {
  before(async () => {
    await activated();
    Object.assign(vscode.window, {
      showInformationMessage: (text: string, ...rest: readonly unknown[]) => {
        // A run that has just ended speaks too.
        if (/GPU/.test(text)) heard.push(text);
        return Promise.resolve(answer !== null && rest.includes(answer) ? answer : undefined);
      },
    });
  });
  after(() => void Object.assign(vscode.window, { showInformationMessage }));

  it('is not fetched unless somebody agrees', async () => {
    await vscode.commands.executeCommand('winningTicket.installGpuSupport');
    assert.deepEqual(heard, ['Fetch WebGPU by npm?']);
  });

  it('is fetched by npm, with this system’s library alone', async () => {
    answer = 'Fetch';
    await vscode.commands.executeCommand('winningTicket.installGpuSupport');
    assert.match(heard.at(-1) ?? '', /^GPU support is installed\. The log of a run names the graphics card/);
  });
});
