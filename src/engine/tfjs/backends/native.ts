/** TensorFlow's native library through tfjs-node, where it is installed. */
import { createRequire } from 'node:module';
import util from 'node:util';
import { packageFile, versionOf } from './installed-package.ts';
import { tensorFlowVersion } from '../numerics.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';

/** Variables that TensorFlow's native library reads of the whole process, before it is loaded. A thread's own `process.env` does not reach it. */
const wanted = {
  /** Its log on stderr down to errors. */
  TF_CPP_MIN_LOG_LEVEL: '2',
  /** One core a training, as other engines; sums then have one order. */
  TF_NUM_INTRAOP_THREADS: '1',
  TF_NUM_INTEROP_THREADS: '1',
  TF_DETERMINISTIC_OPS: '1',
  /**
   * oneDNN picks its kernels by processor, so that numbers differ from machine to machine; and its AVX2 kernel gives a wrong gradient of the
   * filters of a 1x1 convolution with a stride and 4 filters (seen in TensorFlow 2.21 under ONEDNN_MAX_CPU_ISA=AVX2). A step of Conv-2 takes
   * 1.2 times as long without it.
   */
  TF_ENABLE_ONEDNN_OPTS: '0',
};

/** A variable that is set already stays. */
export function settleNativeLibrary(): void {
  for (const [name, value] of Object.entries(wanted)) process.env[name] ??= value;
}

export type NativeBackend = 'native' | 'native-gpu';

const packages: Readonly<Record<NativeBackend, string>> = {
  'native-gpu': '@tensorflow/tfjs-node-gpu',
  native: '@tensorflow/tfjs-node',
};

/** tfjs-node 4.22 calls functions that Node 23 has removed. */
function putBackRemoved(): void {
  const functions = util as unknown as Record<string, unknown>;
  functions['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  functions['isArray'] ??= Array.isArray;
}

export const wantedPackage = (backend: NativeBackend): string => `${packages[backend]}@${tensorFlowVersion}`;

/** The version that is installed where it is not the one that is wanted; else null. */
export function otherVersion(backend: NativeBackend, programFolder: string): string | null {
  const file = packageFile(packages[backend], programFolder);
  if (file === null) return null;
  const version = versionOf(file, packages[backend]) ?? 'unknown';
  return version === tensorFlowVersion ? null : version;
}

/**
 * @param programFolder Where the search begins, after the folder that the environment names.
 * @returns null where it is not installed.
 * @throws Error where it is, but cannot be loaded.
 */
export function loadNative(backend: NativeBackend, programFolder: string): TensorFlow | null {
  const file = packageFile(packages[backend], programFolder);
  if (file === null) return null;
  putBackRemoved();
  return createRequire(file)(file) as TensorFlow;
}
