/** The packaged extension, clicked: runs that are interrupted, and configs that grow. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { runCommand, screenshot, webviewFrame, whenSettled } from './harness/index.mjs';
import { chooseInMenu, item } from './support/clicks.ts';
import { installed } from './support/installed.ts';
import { isAlive, parentOf, runnerOf } from './support/processes.ts';
import {
  countFinished,
  finishedTrainings,
  quick,
  runInTerminal,
  slow,
  stateOf,
  untilFinished,
  untilTrainings,
  writeConfig,
} from './support/store.ts';

const vscode = installed();
const trainingsOfSlow = 6;

async function find(page: Page, name: string): Promise<void> {
  await chooseInMenu(item(page, `${name}.lottery.json`), 'Find Winning Ticket');
}

/** A window in which a run of six trainings has finished two. */
async function openRunning(): Promise<{ readonly folder: string; readonly page: Page }> {
  const folder = vscode.folder();
  writeConfig(folder, 'slow', slow);
  const page = await vscode.open(folder);
  await find(page, 'slow');
  await untilTrainings(folder, 2);
  expect(countFinished(folder)).toBeLessThan(trainingsOfSlow);
  return { folder, page };
}

/** The process that carries a folder's run out. @throws Error where there is none. */
function runnerIn(folder: string): number {
  const runner = runnerOf(path.join(folder, '.winning-ticket'), 'slow');
  if (runner === null) throw new Error('there is no run');
  return runner;
}

describe('a run', () => {
  it('goes on, and its panel is still there, when the window is reloaded', async () => {
    const { folder, page } = await openRunning();
    const before = finishedTrainings(folder);
    await page.reload();
    await whenSettled(page);
    await webviewFrame(page).getByRole('heading', { name: 'slow' }).waitFor();
    await screenshot(page, 'e2e-reloaded');
    await untilFinished(folder, 'slow');
    await webviewFrame(page).getByText('Finished: 6 of 6 trainings').waitFor();
    expect(finishedTrainings(folder)).toMatchObject(before);
    expect(countFinished(folder)).toBe(trainingsOfSlow);
  });

  it('ends with its extension host that is killed, and goes on after a reload though neither panel nor view is shown', async () => {
    const { folder, page } = await openRunning();
    const before = finishedTrainings(folder);
    await runCommand(page, 'View: Close All Editors');
    const runner = runnerIn(folder);
    if (process.platform === 'linux') {
      process.kill(parentOf(runner), 'SIGKILL');
      await expect.poll(() => isAlive(runner)).toBe(false);
    }
    await page.reload();
    await untilFinished(folder, 'slow');
    expect(finishedTrainings(folder)).toMatchObject(before);
    expect(countFinished(folder)).toBe(trainingsOfSlow);
  });

  it('that is to keep running does so when its extension host is killed; the next window shows it and its end', async () => {
    const folder = vscode.folder();
    mkdirSync(path.join(folder, '.vscode'));
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify({ 'winningTicket.keepRunning': true }));
    writeConfig(folder, 'slow', slow);
    const page = await vscode.open(folder);
    await find(page, 'slow');
    await untilTrainings(folder, 1);
    const runner = runnerIn(folder);
    process.kill(parentOf(runner), 'SIGKILL');
    await untilTrainings(folder, 3);
    expect(runnerIn(folder)).toBe(runner);
    await page.reload();
    await whenSettled(page);
    await untilFinished(folder, 'slow');
    await webviewFrame(page).getByText('Finished: 6 of 6 trainings').waitFor();
    expect(countFinished(folder)).toBe(trainingsOfSlow);
  });

  it('is cancelled without a loss and resumes', async () => {
    const { folder, page } = await openRunning();
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
