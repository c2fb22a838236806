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
