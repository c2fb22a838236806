/** tfjs-node's addon, built once, in both versions of Node: the same bits, and the functions that Node 23 removed put back. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { otherNode } from '../../scripts/bring/other-node.mjs';
import { folderVariable } from '../../src/engine/tfjs/backends/installed-package.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { nativeFolder } from '../unit/engine/tfjs/backends/backends.ts';
import { startWith } from '../worker/cli/harness.ts';

const config = {
  network: { layers: [{ units: 16 }, { units: 10 }] },
  training: { iterations: 40, evaluateEvery: 20, validationSize: 500 },
  pruning: { rounds: 1 },
  engine: 'tfjs',
  backend: 'native',
};

async function tensorsBy(node: string, folder: string, store: string): Promise<readonly string[]> {
  const { code, err } = await startWith(node, folder, 'run', 'native.lottery.json', '--json', '--store', store).finished;
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return readdirSync(path.join(folder, store, 'tensors')).toSorted();
}

it('trains alike in Node 20 and Node 24', async () => {
  process.env[folderVariable] = nativeFolder ?? '';
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'native.lottery.json'), JSON.stringify(config));
  const here = await tensorsBy(process.execPath, folder, 'here');
  expect(here.length).toBeGreaterThan(3);
  expect(await tensorsBy(await otherNode('24'), folder, 'there')).toEqual(here);
});
