/** Looks for an interpreter that has torch. */
import { spawnSync } from 'node:child_process';

const usual = ['/usr/bin/python3', 'python3', 'python'];

export const howToGetTorch =
  'install it (Debian: apt-get install python3-torch libopenblas0-pthread; or pip install torch) and, where need be, name its interpreter with --python';

export const hasTorch = (python: string): boolean => spawnSync(python, ['-c', 'import torch'], { timeout: 120_000 }).status === 0;

/** Those that were named, else the first usual one; an empty list where none has torch. */
export function findPythons(named: readonly string[]): string[] {
  if (named.length > 0) return named.filter(hasTorch);
  const first = usual.find(hasTorch);
  return first === undefined ? [] : [first];
}
