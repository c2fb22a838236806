/** Files of a model, as whoever may read files hands them in. */

export interface FoundFile {
  /** Bytes. */
  readonly size: number;
  /** By its first bytes, in words: "a web page"; null where they are not known. */
  readonly kind: string | null;
}

/** `problem` is in words of our own, to be read after the file's name; `cause` is for the log. */
export type FileAnswer<T> = { readonly value: T } | { readonly problem: string; readonly cause: unknown };

/** Only regular files are read. */
export interface ModelFiles {
  /** The model.json, whole. */
  describe(): Promise<FileAnswer<Uint8Array>>;
  /** What lies in its place. */
  describedAs(): Promise<FileAnswer<FoundFile>>;
  /** @param name Of a file beside the model.json. */
  look(name: string): Promise<FileAnswer<FoundFile>>;
  read(name: string, bytes: number): Promise<FileAnswer<Uint8Array>>;
}
