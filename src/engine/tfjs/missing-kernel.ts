/** The operation that a backend lacks, by what TensorFlow.js says. */
export function missingKernel(error: unknown): string | null {
  const text = error instanceof Error ? error.message : String(error);
  return /Kernel '(\w+)' not registered/.exec(text)?.[1] ?? null;
}
