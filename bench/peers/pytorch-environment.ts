/** The environments in which PyTorch may run fastest; tried one after the other. */

/** Without these, glibc maps and unmaps large activations in each step. */
const malloc = {
  MALLOC_MMAP_THRESHOLD_: '4000000000',
  MALLOC_TRIM_THRESHOLD_: '8000000000',
  MALLOC_TOP_PAD_: '500000000',
};

export interface PytorchEnvironment {
  readonly words: string;
  readonly env: NodeJS.ProcessEnv;
}

const withoutOpenblas = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('OPENBLAS_')));

function withThreads(env: NodeJS.ProcessEnv, threads: number): NodeJS.ProcessEnv {
  const count = String(threads);
  return { ...env, ...malloc, OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count, MKL_NUM_THREADS: count, CUDA_VISIBLE_DEVICES: '' };
}

/** @param hasAvx512 OpenBLAS picks a core type by its name list, not always the fastest. */
export function pytorchEnvironments(threads: number, hasAvx512: boolean, env = process.env): PytorchEnvironment[] {
  const unset = withThreads(withoutOpenblas(env), threads);
  const inherits = Object.keys(env).some((name) => name.startsWith('OPENBLAS_'));
  return [
    { words: 'OPENBLAS_* unset', env: unset },
    ...(hasAvx512 ? [{ words: 'OPENBLAS_CORETYPE=SkylakeX', env: { ...unset, OPENBLAS_CORETYPE: 'SkylakeX' } }] : []),
    ...(inherits ? [{ words: 'OPENBLAS_* as they are', env: withThreads(env, threads) }] : []),
  ];
}

/** This environment without the tuning of glibc's memory allocation: how PyTorch runs where nobody thought of it. */
export function asInstalled({ words, env }: PytorchEnvironment): PytorchEnvironment {
  const untuned = Object.fromEntries(Object.entries(env).filter(([name]) => !(name in malloc)));
  return { words: `${words}, memory allocation as installed`, env: untuned };
}
