/** Trouble that users of other programs have reported with settings, tried on ours: each is a problem at the value, in words. */
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../../../../src/shared/config/reading/check-config.ts';

const check = (text: string) => checkConfig(text, { path: '/folder/x.lottery.json', readText: () => undefined });
const found = (text: string): readonly (readonly [string, string])[] =>
  check(text).problems.map(({ offset, length, message }) => [text.slice(offset, offset + length), message]);

describe('N024: what is no finite number is refused at its place', () => {
  it.each([
    ['{ "training": { "learningRate": 1e400 } }', '1e400', /learningRate must be a number above 0, not Infinity/],
    ['{ "training": { "weightDecay": 1e400 } }', '1e400', /weightDecay must be .*, not Infinity/],
    ['{ "training": { "learningRate": 1e-400 } }', '1e-400', /learningRate must be a number above 0, not 0/],
    ['{ "training": { "iterations": 1e20 } }', '1e20', /iterations must be a whole number/],
  ])('%s', (text, place, message) => {
    expect(found(text)).toEqual([[place, expect.stringMatching(message)]]);
    expect(check(text).config).toBeNull();
  });

  it.each(['Infinity', 'NaN', '.01', '0x10', '0100', '+1', '1.'])('learningRate %s is no JSON', (value) => {
    const text = `{ "training": { "learningRate": ${value} } }`;
    expect(check(text).config).toBeNull();
    expect(found(text).length).toBeGreaterThan(0);
    for (const [, message] of found(text)) expect(message).toMatch(/\.$/);
  });
});

describe('N025: seeds', () => {
  it.each([0, 1, 4_294_967_296, 4_294_967_297, 9_007_199_254_740_991])('%d is taken as it is', (seed) => {
    expect(check(`{ "seed": ${String(seed)} }`).config?.seed).toBe(seed);
  });

  it('1e0 is 1', () => expect(check('{ "seed": 1e0 }').config?.seed).toBe(1));

  it.each(['-1', '0.5', '"7"', '9007199254740993', '1e300'])('%s is refused with the range', (seed) => {
    expect(found(`{ "seed": ${seed} }`)).toEqual([[seed, expect.stringMatching(/^seed must be a whole number, 0 or more, not /)]]);
  });
});
