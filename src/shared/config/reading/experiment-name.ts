import { baseName } from './file-paths.ts';
import type { Config } from '../schema/schema.ts';

/** `name`, or the file's name without `.lottery.json`. Composed (NFC), so that one name has one spelling on macOS too. */
export function experimentName(config: Pick<Config, 'name'>, path: string): string {
  return (config.name ?? baseName(path).replace(/(\.lottery)?\.jsonc?$/i, '')).normalize('NFC');
}
