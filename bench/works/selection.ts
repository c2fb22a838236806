/** Which works are run. */
import type { BenchOptions } from '../options.ts';
import type { Work } from './work.ts';

/** A work by its name, else all that begin with these words: "lenet-step-1" does not mean "lenet-step-10". */
function meant(works: readonly Work[], words: string): readonly Work[] {
  const exact = works.filter(({ name }) => name === words);
  return exact.length > 0 ? exact : works.filter(({ name }) => name.startsWith(`${words}-`));
}

/** In their own order. @throws Error for words that mean no work. */
export function selected(works: readonly Work[], { only, full }: Pick<BenchOptions, 'only' | 'full'>): Work[] {
  const unknown = only.find((words) => meant(works, words).length === 0);
  if (unknown !== undefined) throw new Error(`There is no work "${unknown}"; there are ${works.map(({ name }) => name).join(', ')}.`);
  if (only.length === 0) return works.filter(({ byDefault }) => full || byDefault);
  const wanted = new Set(only.flatMap((words) => meant(works, words)));
  return works.filter((work) => wanted.has(work));
}
