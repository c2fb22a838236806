import type { BenchContext } from '../context.ts';
import type { BenchRow } from '../document.ts';

/** One line of work that is measured; its rows carry its name, or begin with it. */
export interface Work {
  readonly name: string;
  /** Without --full and --only. */
  readonly byDefault: boolean;
  run(context: BenchContext): Promise<BenchRow[]>;
}
