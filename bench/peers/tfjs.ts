/** Finds or fetches TensorFlow.js and starts it on one of its backends. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { PeerVersions } from './jobs.ts';
import { LineProcess } from './line-process.ts';
import { Peer } from './peer.ts';

export const tfjsBackends = { 'tfjs-wasm': 'wasm', 'tfjs-cpu': 'cpu', 'tfjs-node': 'tensorflow' } as const;
type TfjsName = keyof typeof tfjsBackends;

const root = process.cwd();
const needs: Readonly<Record<TfjsName, readonly string[]>> = {
  'tfjs-wasm': ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'],
  'tfjs-cpu': ['@tensorflow/tfjs'],
  'tfjs-node': ['@tensorflow/tfjs-node'],
};

function has(folder: string, name: TfjsName): boolean {
  const { resolve } = createRequire(path.join(folder, 'package.json'));
  try {
    return needs[name].every((needed) => existsSync(resolve(needed)));
  } catch {
    return false;
  }
}

/** By npm, into a folder that git does not know; a build server never fetches. */
function fetched(): string | null {
  if (process.env['CI']) return null;
  const { status, stdout } = spawnSync(process.execPath, [path.join(root, 'scripts/bring/tfjs-peer.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return status === 0 ? stdout.trim() : null;
}

function folderOf(name: TfjsName): string {
  if (has(root, name)) return root;
  if (name === 'tfjs-node') {
    throw new Error('not installed: it brings a library that no package registry holds; npm install --no-save @tensorflow/tfjs-node');
  }
  const folder = fetched();
  if (folder === null || !has(folder, name)) throw new Error(`not installed and not fetched by npm: ${needs[name].join(', ')}`);
  return folder;
}

/** @throws Error with the reason and the remedy where it cannot be had. */
export async function startTfjs(name: TfjsName): Promise<Peer> {
  const program = path.join(root, 'build/bench/tfjs.cjs');
  const line = new LineProcess(process.execPath, [program, folderOf(name), tfjsBackends[name]], process.env);
  return new Peer({ name, setup: '', trainingExtras: {} }, await line.ask<PeerVersions>('versions'), line);
}
