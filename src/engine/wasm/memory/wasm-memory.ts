/** One instance of the kernels and its memory; every worker thread has its own. */
import type { Kernels } from '../kernel-exports.ts';

/** Hands out addresses in one memory; nothing is ever given back. The same requests get the same addresses. */
export class Arena {
  /** The first bytes stay unused, so that no address is 0. */
  #end = 1024;

  /** Address of `bytes` bytes, aligned to a cache line. */
  take(bytes: number): number {
    const address = this.#end;
    this.#end = Math.ceil((address + bytes) / 64) * 64;
    return address;
  }

  takeFloats(count: number): number {
    return this.take(count * 4);
  }

  /** Bytes needed; kernels may read up to 64 bytes beyond what they use. */
  get size(): number {
    return this.#end + 64;
  }
}

const pageBytes = 65536;

/** With the kernels for a V8 that pairs vector operations in place of the others. */
const pairedOf = (kernels: Kernels): Kernels => ({
  ...kernels,
  gemm: kernels.gemmPaired,
  sparseForward: kernels.sparseForwardPaired,
  inputListProduct: kernels.inputListProductPaired,
  panelGradient: kernels.panelGradientPaired,
  sparseConvolve: kernels.sparseConvolvePaired,
  winogradProducts: kernels.winogradProductsPaired,
  inputSparseForward: kernels.inputSparseForwardPaired,
  inputSparseGradient: kernels.inputSparseGradientPaired,
});

export class WasmMemory {
  readonly kernels: Kernels;
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  #floats = new Float32Array(this.#memory.buffer);
  #words = new Uint32Array(this.#memory.buffer);
  #bytes = new Uint8Array(this.#memory.buffer);
  #halfWords = new Uint16Array(this.#memory.buffer);
  #view = new DataView(this.#memory.buffer);

  /** `paired`: for a V8 that pairs vector operations. */
  constructor(kernelBytes: Uint8Array, paired = false) {
    const module = new WebAssembly.Module(Uint8Array.from(kernelBytes));
    const imports = {
      env: {
        memory: this.#memory,
        abort: () => {
          throw new Error('A kernel was aborted.');
        },
      },
    };
    const kernels = new WebAssembly.Instance(module, imports).exports as unknown as Kernels;
    this.kernels = paired ? pairedOf(kernels) : kernels;
  }

  /** Makes room for an arena and clears it: what fills up rows must be 0. Views taken before are void. */
  reserve(bytes: number): void {
    const missing = Math.ceil((bytes - this.#memory.buffer.byteLength) / pageBytes);
    if (missing > 0) this.#memory.grow(missing);
    this.#floats = new Float32Array(this.#memory.buffer);
    this.#words = new Uint32Array(this.#memory.buffer);
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#halfWords = new Uint16Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
    this.#bytes.fill(0, 0, bytes);
  }

  /** All of the memory, for single numbers; little-endian. */
  get view(): DataView {
    return this.#view;
  }

  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  floats(address: number, count: number): Float32Array {
    return this.#floats.subarray(address >>> 2, (address >>> 2) + count);
  }

  words(address: number, count: number): Uint32Array {
    return this.#words.subarray(address >>> 2, (address >>> 2) + count);
  }

  integers(address: number, count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, address, count);
  }

  bytes(address: number, count: number): Uint8Array {
    return this.#bytes.subarray(address, address + count);
  }

  halfWords(address: number, count: number): Uint16Array {
    return this.#halfWords.subarray(address >>> 1, (address >>> 1) + count);
  }
}

/** The sums of softmaxLoss (see kernels/softmax.ts): f64 loss, then u32 number of correct predictions. */
export interface Totals {
  readonly loss: number;
  readonly correct: number;
}

const bytes = 16;

export const takeTotals = (arena: Arena): number => arena.take(bytes);

export function clearTotals(memory: WasmMemory, address: number): void {
  memory.bytes(address, bytes).fill(0);
}

export function readTotals({ view }: WasmMemory, address: number): Totals {
  return { loss: view.getFloat64(address, true), correct: view.getUint32(address + 8, true) };
}
