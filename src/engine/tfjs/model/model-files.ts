/** Files of a model, as whoever may read files hands them in. */
import type { Words } from '../../../shared/text/told.ts';

export interface FoundFile {
  /** Bytes. */
  readonly size: number;
  /** By its first bytes, in words: "a web page"; null where they are not known. */
  readonly kind: Words | null;
  /** Whether it is a text that begins as JSON does. */
  readonly isJson: boolean;
  /** Whether it is no file of numbers, but a page of the web or a pointer to the file itself: its words say what to do. */
  readonly isStandIn: boolean;
}

/** `problem` is in words of our own, to be read after the file's name; `cause` is for the log. */
export type FileAnswer<T> = { readonly value: T } | { readonly problem: Words; readonly cause: unknown };

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
