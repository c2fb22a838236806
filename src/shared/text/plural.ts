import { formatCount } from './format.ts';
import { type Argument, type Forms, pluralOf } from './language.ts';

/**
 * "1 trial", "{0} trials" for a count, which stands for `{0}`; other arguments are `{1}`, `{2}`, ... A language that has more forms has them in its bundle:
 * "{0} trials [few]".
 */
export const plural = (count: number, forms: Forms, ...args: readonly Argument[]): string =>
  pluralOf(count, formatCount(count), forms, args);
