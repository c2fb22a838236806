export { installVsix, makeTemporary, removeTemporary, startServer } from './server.mjs';
export { launchBrowser, openWorkbench, runCommand, screenshot, setTheme, webviewFrame, whenSettled } from './workbench.mjs';
export { requireOrSkip } from '../../../scripts/bring/skip-or-fail.mjs';
