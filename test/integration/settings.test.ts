import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { after, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activated, cleanFolder, configure, folder, tiny, waitFor, writeConfig } from './support.ts';

const setStore = (value: string | undefined): Promise<void> => configure('storeFolder', value);

describe('the store folder setting', function () {
  after(async () => {
    await setStore(undefined);
    rmSync(path.join(folder(), 'elsewhere'), { recursive: true, force: true });
    await cleanFolder('moved');
  });

  it('places what is run, and the list follows it without a reload', async () => {
    const api = await activated();
    await setStore('elsewhere');
    const ref = { storeFolder: path.join(folder(), 'elsewhere'), experiment: 'moved' };
    await vscode.commands.executeCommand('winningTicket.find', writeConfig('moved', tiny));
    await api.whenEnded(ref);
    assert.ok(existsSync(path.join(ref.storeFolder, 'experiments', 'moved', 'experiment.json')));
    assert.deepEqual(
      (await api.listExperiments()).map(({ experiment }) => experiment),
      ['moved'],
    );
    await setStore(undefined);
    await waitFor('an empty list', async () => ((await api.listExperiments()).length === 0 ? true : undefined));
  });
});
