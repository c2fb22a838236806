import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activated, activeDocument, cleanFolder, panelTabs, refOf, runToEnd, tiny, waitFor, writeConfig } from './support.ts';

const moreTrials = { kind: 'more-trials', trials: 2 };

describe('a run with one setting changed', function () {
  before(() => cleanFolder('open', 'family'));
  after(() => cleanFolder('open', 'family'));

  it('changes the config, which can be undone, and trains only what is new', async () => {
    const text = `// mine\n${JSON.stringify({ ...tiny, trials: undefined }, null, 2)}\n`;
    const uri = writeConfig('open', text);
    assert.equal((await runToEnd(uri, 'open')).trials, 1);
    await vscode.commands.executeCommand('winningTicket.runWith', refOf('open'), moreTrials);
    const api = await activated();
    assert.match(readFileSync(uri.fsPath, 'utf8'), /"trials": 2/);
    await api.whenEnded(refOf('open'));
    const document = await waitFor('two trials', async () => {
      const now = await api.document(refOf('open'));
      return now?.state === 'finished' && now.trials === 2 ? now : undefined;
    });
    assert.equal(document.trainings.length, 8);
    const written = readFileSync(uri.fsPath, 'utf8');
    assert.match(written, /^\/\/ mine\n/);
    assert.match(written, /"trials": 2/);
    assert.equal(panelTabs('open').length, 1);
    const config = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(config);
    await activeDocument((one) => one === config);
    await vscode.commands.executeCommand('undo');
    await waitFor('the text of before', () => config.getText() === text || undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('leaves a config alone that gives its members values of their own', async () => {
    const uri = writeConfig('family', { ...tiny, sweep: { trials: [1, 2] } });
    const before = readFileSync(uri.fsPath, 'utf8');
    await vscode.commands.executeCommand('winningTicket.runWith', refOf('family@trials=1'), moreTrials);
    assert.equal(readFileSync(uri.fsPath, 'utf8'), before);
    assert.equal((await (await activated()).listExperiments()).filter(({ experiment }) => experiment.startsWith('family')).length, 0);
  });
});
