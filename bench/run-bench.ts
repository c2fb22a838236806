/** The benchmark: every selected work, one after the other, beside every peer that can be had. */
import { readFileSync } from 'node:fs';
import { startEngine } from '../src/runs/threads/start-engine.ts';
import type { BenchContext } from './context.ts';
import type { BenchDocument, BenchRow } from './document.ts';
import type { BenchOptions } from './options.ts';
import { type Gathered, gatherPeers } from './peers/gather-peers.ts';
import { JobFiles } from './peers/job-files.ts';
import { machine } from './report/machine.ts';
import { versionsOf } from './report/versions.ts';
import { allWorks } from './works/all.ts';
import { selected } from './works/selection.ts';
import type { Work } from './works/work.ts';

/** Told what comes next. */
export type Say = (text: string) => void;

function contextOf(options: BenchOptions, files: JobFiles, { peers, pytorch, gpu }: Gathered, cores: number, say: Say): BenchContext {
  const kernelBytes = readFileSync('build/kernels.wasm');
  return {
    options,
    kernelBytes,
    engine: startEngine(kernelBytes, say),
    files,
    peers,
    pytorch,
    gpu,
    cores,
    checks: [],
    kernels: [],
    limits: null,
  };
}

async function runAll(works: readonly Work[], context: BenchContext, say: Say): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const work of works) {
    say(work.name);
    rows.push(...(await work.run(context)));
  }
  return rows;
}

/** @throws Error where a work is unknown, or a side breaks down. */
export async function runBench(options: BenchOptions, say: Say): Promise<BenchDocument> {
  const works = selected(allWorks, options);
  const where = machine();
  const files = new JobFiles();
  say('peers');
  const gathered = await gatherPeers(options, files);
  try {
    const context = contextOf(options, files, gathered, where.cores, say);
    const rows = await runAll(works, context, say);
    const { checks, limits, kernels } = context;
    return { machine: where, versions: versionsOf(gathered), rows, checks, limits, kernels };
  } finally {
    for (const peer of gathered.peers) peer.close();
    files.delete();
  }
}
