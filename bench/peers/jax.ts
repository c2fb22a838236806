/** Starts JAX: `jax` compiles one step and calls it for each, `jax-scan` compiles many steps as one loop. */
import path from 'node:path';
import type { PeerVersions } from './jobs.ts';
import { LineProcess } from './line-process.ts';
import { Peer } from './peer.ts';

const script = path.join(process.cwd(), 'bench/peers/jax_peer.py');

export async function startJax(name: 'jax' | 'jax-scan', python: string): Promise<Peer> {
  const line = new LineProcess(python, [script, name === 'jax-scan' ? 'scan' : 'step'], process.env);
  return new Peer({ name, setup: '1 thread', trainingExtras: {} }, await line.ask<PeerVersions>('versions'), line);
}
