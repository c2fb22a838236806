/** The library's type of a config is that of the schema: a difference does not compile. `node scripts/tools/config-types.mjs` writes it anew. */
import { expect, it } from 'vitest';
import type { LotteryConfig } from '../../../src/api/winning-ticket.d.ts';
import { type ConfigInput, configSchema } from '../../../src/shared/config/schema/schema.ts';

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type KeysOf<T> = T extends object ? keyof T : never;

const sameKeys: Equal<KeysOf<LotteryConfig>, KeysOf<ConfigInput>> = true;
const promised = (config: DeepReadonly<ConfigInput>): LotteryConfig => config;
const taken = (config: LotteryConfig): DeepReadonly<ConfigInput> => config;

it('is the input of the schema, and knows its keys and values', () => {
  const config: LotteryConfig = { dataset: 'cifar-10', network: { layers: [{ units: 10 }] }, training: { iterations: 20 } } as const;
  expect(configSchema.safeParse(taken(promised(config))).success).toBe(true);
  // @ts-expect-error A misspelt key.
  const misspelt: LotteryConfig = { training: { iteration: 20 } };
  // @ts-expect-error A value of another type.
  const wrong: LotteryConfig = { pruning: { rounds: 'three' } };
  expect([misspelt, wrong].map((one) => configSchema.safeParse(one).success)).toEqual([false, false]);
  expect(sameKeys).toBe(true);
});
