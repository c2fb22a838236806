/** Numbers of tensors: at once, or promised where they lie on a graphics card, which answers when it comes to it. */
import type { Soon } from '../../training-session.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';

/** WebGPU cannot be waited for by a thread that does nothing else. */
export const readsLate = (tf: TensorFlow): boolean => tf.getBackend() === 'webgpu';

export const valuesOf = (tf: TensorFlow, tensor: TfTensor): Soon<Float32Array> =>
  readsLate(tf) ? tensor.data<'float32'>() : tensor.dataSync<'float32'>();

export const soonThen = <T, R>(value: Soon<T>, next: (value: T) => R): Soon<R> =>
  value instanceof Promise ? value.then(next) : next(value);

/** What `make` gives; `release` is called when that is there, or has failed. */
export function soonFinally<T>(make: () => Soon<T>, release: () => void): Soon<T> {
  let value: Soon<T>;
  try {
    value = make();
  } catch (error) {
    release();
    throw error;
  }
  if (value instanceof Promise) return value.finally(release);
  release();
  return value;
}

/** All of them, at once if none is promised. */
export function allSoon<T>(values: readonly Soon<T>[]): Soon<T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as T[]);
}

/** @throws Error where it is promised. */
export function atOnce<T>(value: Soon<T>): T {
  if (value instanceof Promise) throw new Error('The numbers of this backend come later.');
  return value;
}
