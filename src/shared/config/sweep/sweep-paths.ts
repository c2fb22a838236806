import type { JsonPath } from '../../text/json-value.ts';
import { schemaAt } from '../schema/schema-outline.ts';

/** "network.layers.0.units" -> its keys; "layers[0]" is the same. */
export const pathOfKey = (key: string): JsonPath =>
  key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** What names the file or the family itself cannot differ inside it. */
const fixed: readonly (string | number | undefined)[] = ['$schema', 'extends', 'name', 'sweep'];

export const isSwept = (key: string): boolean => !fixed.includes(pathOfKey(key)[0]) && schemaAt(pathOfKey(key)) !== undefined;
