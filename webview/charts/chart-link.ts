/** Charts over the same x axis: what is read in one is read in all. */
interface Reader {
  /** Shows what it says at the nearest x; null hides it. */
  read(x: number | null): void;
}

export class ChartLink {
  private readonly readers: Reader[] = [];

  add(reader: Reader): void {
    this.readers.push(reader);
  }

  read(x: number | null): void {
    for (const reader of this.readers) reader.read(x);
  }
}
