/** The versions of both sides. */
import { execFileSync } from 'node:child_process';
import { version } from '../../package.json';
import { tensorFlowVersion, webgpuVersion } from '../../src/engine/tfjs/numerics.ts';
import type { BenchVersions } from '../document.ts';
import { gpuPeer } from '../ours/gpu-side.ts';
import type { Gathered } from '../peers/gather-peers.ts';

function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

export const versionsOf = ({ peers, gpu, absent }: Gathered): BenchVersions => ({
  ours: version,
  commit: commit(),
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  peers: Object.fromEntries([
    ...peers.map((peer) => [peer.name, peer.description]),
    ...(gpu ? [[gpuPeer, `TensorFlow.js ${tensorFlowVersion} by Dawn ${webgpuVersion} on ${gpu.device}`]] : []),
  ] as const),
  absent,
});
