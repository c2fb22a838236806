import type { Browser, FrameLocator, Page } from 'playwright-core';

export { requireOrSkip } from '../../../scripts/skip-or-fail.mjs';

export interface Server {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  dataDir?: string;
  settings?: Record<string, unknown>;
  args?: string[];
  env?: NodeJS.ProcessEnv;
}

export interface OpenOptions {
  settled?: boolean;
  viewport?: { width: number; height: number };
}

export function makeTemporary(name?: string): string;
export function removeTemporary(folder: string): void;
export function installVsix(vsix: string, dataDir?: string): Promise<string>;
export function startServer(options?: ServerOptions): Promise<Server>;

export function launchBrowser(): Promise<Browser>;
export function openWorkbench(browser: Browser, server: { url: string }, folder: string, options?: OpenOptions): Promise<Page>;
export function whenSettled(page: Page): Promise<void>;
export function runCommand(page: Page, title: string): Promise<void>;
export function webviewFrame(page: Page): FrameLocator;
export function screenshot(page: Page, name: string): Promise<string>;
export function setTheme(page: Page, theme: string): Promise<void>;
