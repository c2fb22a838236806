import { paperLenet300100OneShot } from './paper-lenet-300-100-oneshot.ts';
import { paperLenet300100 } from './paper-lenet-300-100.ts';
import { quickLenet300100 } from './quick-lenet-300-100.ts';

/** What `extends` can name without a file: name -> text of the config. */
export const presets: ReadonlyMap<string, string> = new Map([
  ['paper/lenet-300-100', paperLenet300100],
  ['paper/lenet-300-100-oneshot', paperLenet300100OneShot],
  ['quick/lenet-300-100', quickLenet300100],
]);

export const presetNames: readonly string[] = [...presets.keys()];
