/** What TensorFlow's native library reads of the whole process, before it is loaded. A thread's own `process.env` does not reach it. */
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

/** What is set already stays. */
export function settleNativeLibrary(): void {
  for (const [name, value] of Object.entries(wanted)) process.env[name] ??= value;
}
