/** The packaged extension, clicked: runs that are cancelled or paused and resumed, and configs that grow. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { screenshot, webviewFrame } from './harness/index.mjs';
import { chooseInMenu, item, showTickets } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { runnerOf } from './support/processes.ts';
import { find, openRunning, trainingsOfSlow } from './support/slow-run.ts';
import {
  countFinished,
  finishedTrainings,
  quick,
  runInTerminal,
  stateOf,
  untilFinished,
  untilTrainings,
  writeConfig,
} from './support/store.ts';

const vscode = installed();

describe('a run', () => {
  it('is cancelled without a loss and resumes', async () => {
    const { folder, page } = await openRunning(vscode);
    const panel = webviewFrame(page);
    const before = finishedTrainings(folder);
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByRole('button', { name: 'Resume' }).waitFor();
    expect(stateOf(folder, 'slow')).toBe('cancelled');
    const atCancel = finishedTrainings(folder);
    expect(atCancel).toMatchObject(before);
    expect(countFinished(folder)).toBeLessThan(trainingsOfSlow);
    await screenshot(page, 'e2e-cancelled');
    await panel.getByRole('button', { name: 'Resume' }).click();
    await untilFinished(folder, 'slow');
    expect(finishedTrainings(folder)).toMatchObject(atCancel);
    expect(countFinished(folder)).toBe(trainingsOfSlow);
  });

  it('that is paused is so after a reload too, until its user goes on with it', async () => {
    const { folder, page } = await openRunning(vscode);
    await showTickets(page);
    await chooseInMenu(item(page, /^slowrunning/), 'Pause');
    await item(page, /^slowpaused · round \d of 5/).waitFor();
    const atPause = finishedTrainings(folder);
    await page.reload();
    await item(page, /^slowpaused · round \d of 5/).waitFor();
    await screenshot(page, 'e2e-paused');
    expect(runnerOf(path.join(folder, '.winning-ticket'), 'slow')).toBeNull();
    expect(finishedTrainings(folder)).toEqual(atPause);
    await chooseInMenu(item(page, /^slowpaused/), 'Resume');
    await untilFinished(folder, 'slow');
    expect(finishedTrainings(folder)).toMatchObject(atPause);
    expect(countFinished(folder)).toBe(trainingsOfSlow);
  });

  it('trains only what is new when a trial or a control is added', async () => {
    const folder = vscode.folder();
    runInTerminal(folder, 'quick', quick);
    const before = finishedTrainings(folder);
    const page = await vscode.open(folder);
    writeConfig(folder, 'quick', { ...quick, trials: 2 });
    await find(page, 'quick');
    await untilTrainings(folder, 20);
    await webviewFrame(page).getByText('Finished: 20 of 20 trainings').waitFor();
    writeConfig(folder, 'quick', { ...quick, trials: 2, controls: { randomReinit: 2, randomMask: 1 } });
    await find(page, 'quick');
    await untilTrainings(folder, 26);
    await webviewFrame(page).getByText('Finished: 26 of 26 trainings').waitFor();
    expect(finishedTrainings(folder)).toMatchObject(before);
    expect(countFinished(folder)).toBe(26);
  });
});
