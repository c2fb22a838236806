/** The versions of both sides. */
import { execFileSync } from 'node:child_process';
import { version } from '../../package.json';
import type { BenchVersions } from '../document.ts';
import type { Gathered } from '../peers/gather-peers.ts';

function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

export const versionsOf = ({ peers, absent }: Gathered): BenchVersions => ({
  ours: version,
  commit: commit(),
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  peers: Object.fromEntries(peers.map((peer) => [peer.name, peer.description])),
  absent,
});
