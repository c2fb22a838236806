/** Which works are run. */
import type { BenchOptions } from '../options.ts';
import type { Work } from './work.ts';

/** By the whole name or its first words: "lenet-step-1" does not mean "lenet-step-10". */
const isMeant = (name: string, only: string): boolean => name === only || name.startsWith(`${only}-`);

/** @throws Error for a name that no work has. */
export function selected(works: readonly Work[], { only, full }: Pick<BenchOptions, 'only' | 'full'>): Work[] {
  const unknown = only.find((word) => !works.some(({ name }) => isMeant(name, word)));
  if (unknown !== undefined) throw new Error(`There is no work "${unknown}"; there are ${works.map(({ name }) => name).join(', ')}.`);
  if (only.length > 0) return works.filter(({ name }) => only.some((word) => isMeant(name, word)));
  return works.filter(({ byDefault }) => full || byDefault);
}
