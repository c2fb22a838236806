import type { Library, LibraryEntry } from './library.ts';
import { isMember } from './sweep-ref.ts';
import type { SweepRef } from './sweep-ref.ts';

/** The readable experiments of a sweep. */
export async function sweepMembersIn(library: Library, sweep: SweepRef): Promise<readonly LibraryEntry[]> {
  return (await library.entries()).filter((entry) => entry.problem === null && isMember(entry, sweep));
}
