/** Looks for an interpreter that has a library. */
import { spawnSync } from 'node:child_process';

const usual = ['/usr/bin/python3', 'python3', 'python'];

type Library = 'torch' | 'jax';

/** The remedy where no interpreter has it. */
export const howToGet: Readonly<Record<Library, string>> = {
  torch:
    'install it (pip install torch; Debian: apt-get install python3-torch libopenblas0-pthread) and, where need be, name its interpreter with --python',
  jax: 'install it (pip install jax) and, where need be, name its interpreter with --python',
};

const has = (python: string, library: Library): boolean =>
  spawnSync(python, ['-c', `import ${library}`], { timeout: 120_000 }).status === 0;

/** The interpreters that were named and have it, else the first usual one; an empty list where none has. */
export function findPythons(named: readonly string[], library: Library): string[] {
  if (named.length > 0) return named.filter((python) => has(python, library));
  const first = usual.find((python) => has(python, library));
  return first === undefined ? [] : [first];
}
