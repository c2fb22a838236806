/** Where the reference of the config's keys says more about what stands at a place in a config's text. */
import { getLocation } from 'jsonc-parser';
import { keyText } from './schema-outline.ts';

export interface ReferencePlace {
  /** "training.learningRate" */
  readonly key: string;
  /** Line of docs/config-reference.md, from 1. */
  readonly line: number;
}

/** @param lines By key. Of a key that has no entry, such as a layer's name among rates, the one around it; undefined outside of all. */
export function referencePlace(lines: Readonly<Record<string, number>>, text: string, offset: number): ReferencePlace | undefined {
  const { path } = getLocation(text, offset);
  for (let length = path.length; length > 0; length--) {
    const key = keyText(path.slice(0, length));
    const line = lines[key];
    if (line !== undefined) return { key, line };
  }
  return undefined;
}
