import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '../../..');

const scriptOptions = { format: 'iife', platform: 'browser', target: 'es2022', tsconfig: 'webview/tsconfig.json' };

let made: Promise<ReadonlyMap<string, Buffer>> | undefined;

/** What a webview would load, by file name: bundled from the sources as the build does it, once for all pages of a test file. */
export const panelBundle = (): Promise<ReadonlyMap<string, Buffer>> => (made ??= makeBundle());

async function makeBundle(): Promise<ReadonlyMap<string, Buffer>> {
  const script = bundle({ ...scriptOptions, entryPoints: ['webview/main.ts'] });
  const icons = path.join(root, 'node_modules/@vscode/codicons/dist');
  return new Map([
    ['panel.js', await script],
    ['panel.css', await bundle({ entryPoints: ['webview/panel.css'] })],
    ['codicon.css', await readFile(path.join(icons, 'codicon.css'))],
    ['codicon.ttf', await readFile(path.join(icons, 'codicon.ttf'))],
  ]);
}

/** The same for the page that compares. */
export async function compareBundle(): Promise<ReadonlyMap<string, Buffer>> {
  const script = bundle({ ...scriptOptions, entryPoints: ['webview/compare/main.ts'] });
  const style = bundle({ entryPoints: ['webview/compare/compare.css'] });
  return new Map([...(await panelBundle()), ['compare.js', await script], ['compare.css', await style]]);
}

async function bundle(options: object): Promise<Buffer> {
  const { outputFiles } = await build({ bundle: true, write: false, absWorkingDir: root, logLevel: 'warning', ...options });
  return Buffer.from(outputFiles?.[0]?.contents ?? []);
}
