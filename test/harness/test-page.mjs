// Opens the page that makes VS Code run a test module, and waits for its end.
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/bring/chromium.mjs';

/** Lines of VS Code itself, and what it misses without a network, a gallery and native modules. */
const noise =
  /gallery|vsda|service ?worker|favicon|ERR_|ENOTFOUND|Failed to load resource|marketplace|watchdog|bindings file|spdlog|connection token|Creating a socket|builtin extensions cache|ChatSessionStore|ChatModelSelection|AgentHost|AccountPolicyGate/i;

/** Prints what the extension host says, and what VS Code says beyond the expected. @param {string} type @param {unknown[]} args */
function print(type, args) {
  const line = format(...args).slice(0, 4_000);
  if (noise.test(line)) return;
  if (type === 'error') console.error(line);
  else console.log(line);
}

/** @param {number} port @param {{ tests: string, extension: string, query: string }} run */
function address(port, { tests, extension, query }) {
  /** @param {string} file */
  const uri = (file) => `vscode-remote://localhost:${port}${file}`;
  const payload = [
    ['extensionDevelopmentPath', uri(extension)],
    ['extensionTestsPath', uri(tests)],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
  ];
  return `http://localhost:${port}/?${query}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Where the page looks for its language; a server without a language pack names none. @param {string} locale */
const speak = (locale) => `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`;

/** @param {import('playwright-core').Browser} browser @param {string} url @param {string} [locale] @returns {Promise<number>} */
async function exitCode(browser, url, locale) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  if (locale) await page.addInitScript(speak(locale));
  return new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('The page crashed')));
    browser.on('disconnected', () => reject(new Error('Chromium ended')));
    const ready = Promise.all([page.exposeFunction('codeAutomationLog', print), page.exposeFunction('codeAutomationExit', resolve)]);
    ready.then(() => page.goto(url, { timeout: 120_000 })).catch(reject);
  });
}

/**
 * @param {number} port
 * @param {{ tests: string, extension: string, query: string, locale?: string | undefined }} run
 * @returns {Promise<number>} the exit code that VS Code reports
 */
export async function runInPage(port, run) {
  const { executablePath, args, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, args, env, timeout: 120_000 });
  try {
    return await exitCode(browser, address(port, run), run.locale);
  } finally {
    await browser.close();
  }
}
