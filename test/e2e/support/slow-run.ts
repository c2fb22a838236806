/** A run that is met while it is at work. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { chooseInMenu, item } from './clicks.ts';
import type { Installed } from './installed.ts';
import { countFinished, slow, untilTrainings, writeConfig } from './store.ts';

export const trainingsOfSlow = 6;

export const find = (page: Page, name: string): Promise<void> => chooseInMenu(item(page, `${name}.lottery.json`), 'Find Winning Ticket');

/** A window in which a run of six trainings has finished two. */
export async function openRunning(vscode: Installed): Promise<{ readonly folder: string; readonly page: Page }> {
  const folder = vscode.folder();
  writeConfig(folder, 'slow', slow);
  const page = await vscode.open(folder);
  await find(page, 'slow');
  await untilTrainings(folder, 2);
  expect(countFinished(folder)).toBeLessThan(trainingsOfSlow);
  return { folder, page };
}
