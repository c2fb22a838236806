/** The packaged extension, clicked: a run that needs data which is not on this machine. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { screenshot } from './harness/index.mjs';
import { chooseInMenu, item } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { quick, writeConfig } from './support/store.ts';

// VS Code is started with this environment: data sets of the machine's user do not count.
process.env['WINNING_TICKET_DATA'] = temporaryFolder();
const vscode = installed();

describe('a config whose transfer needs another data set', () => {
  it('is asked about before anything is trained; who says no has run nothing', async () => {
    const folder = vscode.folder();
    writeConfig(folder, 'quick', { ...quick, transfer: { dataset: 'fashion-mnist', rounds: [1] } });
    const page = await vscode.open(folder);
    await chooseInMenu(item(page, 'quick.lottery.json'), 'Find Winning Ticket');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('fashion-mnist is not on this machine.').waitFor();
    await dialog.getByText(/fetched once \([\d.]+ MB\) from its official address/).waitFor();
    await dialog.getByRole('button', { name: 'Download' }).waitFor();
    await screenshot(page, 'e2e-missing-data');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(existsSync(path.join(folder, '.winning-ticket', 'experiments'))).toBe(false);
    await chooseInMenu(item(page, 'quick.lottery.json'), 'Find Winning Ticket');
    await dialog.getByText('fashion-mnist is not on this machine.').waitFor();
  });
});
