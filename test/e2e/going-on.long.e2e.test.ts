/** The packaged extension, clicked: runs whose window is reloaded, or whose extension host is killed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand, screenshot, webviewFrame, whenSettled } from './harness/index.mjs';
import { installed } from './support/installed.ts';
import { isAlive, parentOf, runnerOf } from './support/processes.ts';
import { find, openRunning, trainingsOfSlow } from './support/slow-run.ts';
import { countFinished, finishedTrainings, slow, untilFinished, untilTrainings, writeConfig } from './support/store.ts';

const vscode = installed();

/** The process that carries a folder's run out. @throws Error where there is none. */
function runnerIn(folder: string): number {
  const runner = runnerOf(path.join(folder, '.winning-ticket'), 'slow');
  if (runner === null) throw new Error('there is no run');
  return runner;
}

describe('a run', () => {
  it('goes on, and its panel is still there, when the window is reloaded', async () => {
    const { folder, page } = await openRunning(vscode);
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
    const { folder, page } = await openRunning(vscode);
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
});
