import { checkConfig } from '../../../../src/shared/config/reading/check-config.ts';
import type { CheckedConfig } from '../../../../src/shared/config/problems/problem.ts';
import type { KnownData } from '../../../../src/shared/config/facts/known-data.ts';

export type Files = Readonly<Record<string, string>>;

/** Checks a text as if it lay at `/configs/test.lottery.json`, beside the given files. */
export function check(text: string, files: Files = {}, knownData?: KnownData): CheckedConfig {
  return checkConfig(text, { path: '/configs/test.lottery.json', readText: (path) => files[path], knownData: () => knownData });
}

/** Every Problem as the text it underlines and its message. */
export function problems(text: string, files: Files = {}, knownData?: KnownData): readonly (readonly [string, string])[] {
  return check(text, files, knownData).problems.map(({ offset, length, message }) => [text.slice(offset, offset + length), message]);
}
