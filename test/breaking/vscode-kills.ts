/** Kills inside a real VS Code: of its extension host, and of the whole server's root process, a run on. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { openStore } from '../../src/runs/library/store.ts';
import { launchBrowser } from '../e2e/harness/workbench.mjs';
import { isAlive, parentOf, runnerOf } from '../e2e/support/processes.ts';
import { startVSCodeServer } from '../harness/server.mjs';
import { temporaryFolder } from '../temporary-folder.ts';
import { run } from '../worker/cli/harness.ts';
import { bitsOf } from '../worker/runs/harness.ts';
import { expectAtRest } from './crashes.ts';
import { endsWithinTenSeconds } from './hosts.ts';
import type { Draw } from './lost-writes.ts';
import { longConfig } from './resources.ts';

const root = path.join(import.meta.dirname, '../..');

const startServer = (): ReturnType<typeof startVSCodeServer> =>
  startVSCodeServer({ dataDir: temporaryFolder(), args: ['--disable-workspace-trust', '--enable-smoke-test-driver'] });

type Server = Awaited<ReturnType<typeof startServer>>;

/** The address of a window that runs the folder's config with the extension as it was built. */
function address({ url, port }: Server, folder: string): string {
  const uri = (file: string): string => `vscode-remote://localhost:${String(port)}${file}`;
  const payload = [
    ['extensionDevelopmentPath', uri(root)],
    ['extensionTestsPath', uri(path.join(root, 'test/breaking/run-in-vscode.cjs'))],
    ['skipWelcome', 'true'],
  ];
  return `${url}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

const storeIn = (folder: string): string => path.join(folder, '.winning-ticket');

const hasFinished = async (storeFolder: string): Promise<boolean> =>
  (await openStore(storeFolder).list()).some(({ state }) => state === 'finished');

/** The runner's pid; null where the run ended before it was seen. */
async function runnerInWindow(storeFolder: string): Promise<number | null> {
  for (let tries = 0; tries < 1200; tries++) {
    const pid = runnerOf(storeFolder, 'small');
    if (pid !== null) return pid;
    if (await hasFinished(storeFolder)) return null;
    await sleep(100);
  }
  throw new Error('VS Code began no run within two minutes.');
}

/** What is killed: the extension host, or the root of the server's processes. */
export type Killed = 'host' | 'server';

/** Opens a window, which runs the config, and kills. @returns whether there was a run to be killed. */
async function killOnce(
  browser: Browser,
  server: Server,
  folder: string,
  { which, draw }: { readonly which: Killed; readonly draw: Draw },
) {
  const page = await browser.newPage();
  try {
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.exposeFunction('codeAutomationExit', () => undefined);
    await page.goto(address(server, folder), { timeout: 120_000 });
    const runner = await runnerInWindow(storeIn(folder));
    await sleep(draw(1200));
    if (runner === null || !isAlive(runner)) return false;
    const host = parentOf(runner);
    process.kill(which === 'host' ? host : (server.pid ?? 0), 'SIGKILL');
    expect([await endsWithinTenSeconds(host), await endsWithinTenSeconds(runner)]).toEqual([true, true]);
    await expectAtRest(storeIn(folder));
    return true;
  } finally {
    await page.close();
  }
}

function newFolder(): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'small.lottery.json'), JSON.stringify(longConfig));
  return folder;
}

async function expectSameInTerminal(folder: string, expected: object): Promise<void> {
  expect((await run(folder, 'run', 'small.lottery.json', '--store', storeIn(folder))).code).toBe(0);
  expect(bitsOf(storeIn(folder))).toMatchObject({ trainings: (expected as { trainings: object }).trainings });
}

/** Kills again and again, in one experiment after the other; each comes out the same. @returns how often. */
export async function killVSCode(which: Killed, most: number, milliseconds: number, draw: Draw, expected: object): Promise<number> {
  const browser = await launchBrowser();
  let [server, folder]: [Server | null, string] = [null, newFolder()];
  let kills = 0;
  try {
    for (const end = performance.now() + milliseconds; kills < most && performance.now() < end;) {
      server ??= await startServer();
      if (await killOnce(browser, server, folder, { which, draw })) {
        kills += 1;
        if (which === 'server') server = null;
      }
      if (!(await hasFinished(storeIn(folder)))) continue;
      await expectSameInTerminal(folder, expected);
      folder = newFolder();
    }
    await expectSameInTerminal(folder, expected);
  } finally {
    await browser.close();
    await server?.stop();
  }
  return kills;
}
