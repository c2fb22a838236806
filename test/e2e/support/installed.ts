import { cpSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import type { Server } from '../harness/server.mjs';
import { launchBrowser, makeTemporary, openWorkbench, removeTemporary, requireOrSkip, screenshot, startServer } from '../harness/index.mjs';

/** Of one click or look; what takes longer says so. */
const patience = 120_000;

/** A VS Code that has the packaged extension. Every test opens folders of its own. */
export interface Installed {
  /** A fresh folder, removed after the last test. */
  folder(): string;
  /** A window on a folder, or without one; closed after the test. @param locale English where it is absent. */
  open(target: string | null, locale?: string): Promise<Page>;
}

interface Running {
  readonly dataDir: string;
  readonly server: Server;
  readonly browser: Browser;
}

async function start(settings: Record<string, unknown>): Promise<Running> {
  const failure = inject('notInstalled');
  if (failure) throw new Error(failure);
  const dataDir = makeTemporary('wt-server-');
  cpSync(inject('installedIn'), dataDir, { recursive: true });
  return { dataDir, server: await startServer({ dataDir, settings }), browser: await launchBrowser() };
}

async function stop({ browser, server }: Running): Promise<void> {
  await browser.close();
  await server.stop();
}

/** Starts VS Code for the tests of a file; they are skipped, loudly, where there is none. */
export function installed(settings: Record<string, unknown> = {}): Installed {
  let running: Running | undefined;
  const temporary: string[] = [];
  const pages: Page[] = [];

  beforeAll(async () => {
    running = await start(settings).catch((error: unknown) => void requireOrSkip('The installed package in VS Code', error));
    if (running) temporary.push(running.dataDir);
  });
  beforeEach((context) => {
    if (!running) context.skip();
  });
  afterEach(async ({ task }) => {
    const [page] = pages;
    if (page && task.result?.state === 'fail') await screenshot(page, `e2e-failed-${task.name.replace(/\W+/g, '-')}`);
    for (const open of pages.splice(0)) await open.close();
  });
  afterAll(async () => {
    if (running) await stop(running);
    for (const folder of temporary) removeTemporary(folder);
  });

  return {
    folder() {
      const folder = makeTemporary('wt-story-');
      temporary.push(folder);
      return folder;
    },
    async open(target, locale) {
      if (!running) throw new Error('There is no VS Code.');
      const page = await openWorkbench(running.browser, running.server, target, {
        viewport: { width: 1440, height: 900 },
        // Without a folder the Explorer has no files to wait for.
        settled: target !== null,
        locale,
      });
      page.setDefaultTimeout(patience);
      pages.push(page);
      return page;
    },
  };
}
