import { paperLenet300100 } from './paper-lenet-300-100.ts';
import { quickLenet300100 } from './quick-lenet-300-100.ts';

/** What `extends` can name without a file: name -> text of the config. */
export const presets: ReadonlyMap<string, string> = new Map([
  ['paper/lenet-300-100', paperLenet300100],
  ['quick/lenet-300-100', quickLenet300100],
]);

export const presetNames: readonly string[] = [...presets.keys()];
