/** Reads so many bytes at a time from chunks of any size; no chunk is kept longer than needed. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);
  #taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
    this.#chunks = (async function* () {
      yield* chunks;
    })();
  }

  /** Bytes read so far. */
  get taken(): number {
    return this.#taken;
  }

  /** Fills `target` from its beginning; returns how many bytes there were, fewer only at the end. */
  async fill(target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length && (await this.#hasMore())) {
      const part = this.#rest.subarray(0, target.length - filled);
      target.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    this.#taken += filled;
    return filled;
  }

  /** The next `count` bytes, fewer only at the end. */
  async read(count: number): Promise<Buffer> {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, await this.fill(bytes));
  }

  /** True where nothing is left; checks at the end of packed data have then been made. */
  async atEnd(): Promise<boolean> {
    return !(await this.#hasMore());
  }

  /** Closes what is read from; for whoever stops before the end. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #hasMore(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return false;
      this.#rest = value;
    }
    return true;
  }
}
