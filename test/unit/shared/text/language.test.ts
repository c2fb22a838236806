import { afterEach, describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatRemaining, formatSignedPoints, formatThreeDigits } from '../../../../src/shared/text/format.ts';
import { inEnglish, localNumber, spokenLocale, t, useLanguage } from '../../../../src/shared/text/language.ts';
import { plural } from '../../../../src/shared/text/plural.ts';

const messages = {
  '{0} and {1} more': 'ещё {1}, кроме {0}',
  'none/of a list': 'ничего',
  '{0} trials [one]': '{0} испытание',
  '{0} trials [few]': '{0} испытания',
  '{0} trials [many]': '{0} испытаний',
  '{0} trials': '{0} испытания',
  '{0} points': '{0} п. п.',
};
const trials = { one: '1 trial', other: '{0} trials' };
const speakRussian = (): void => useLanguage({ locale: 'ru', messages });

afterEach(() => useLanguage(null));

describe('without a bundle', () => {
  it('speaks English, the key itself', () => {
    expect(t('{0} and {1} more', 'a', 2)).toBe('a and 2 more');
    expect(t({ message: 'none', comment: 'of a list' })).toBe('none');
    expect(t('an object: { ... }')).toBe('an object: { ... }');
    expect([1, 2, 1200].map((count) => plural(count, trials))).toEqual(['1 trial', '2 trials', '1,200 trials']);
    expect([spokenLocale(), localNumber('-1,234.50')]).toEqual(['en', '-1,234.50']);
  });
});

describe('with a bundle', () => {
  it('takes its words, with arguments in its own order, and English where it has none', () => {
    speakRussian();
    expect(t('{0} and {1} more', 'a', 2)).toBe('ещё 2, кроме a');
    expect(t({ message: 'none', comment: 'of a list' })).toBe('ничего');
    expect(t('none')).toBe('none');
  });

  it('has the forms that the language has', () => {
    speakRussian();
    expect([1, 3, 5, 11, 21, 22].map((count) => plural(count, trials))).toEqual([
      ...['1 испытание', '3 испытания', '5 испытаний', '11 испытаний', '21 испытание', '22 испытания'],
    ]);
    expect(plural(1.5, trials)).toContain('испытания');
  });

  it('writes numbers as the language does, with the same digits', () => {
    speakRussian();
    expect([formatCount(2150), formatRemaining(0.2107), formatSignedPoints(-0.0089), formatThreeDigits(0.000014832)]).toEqual([
      ...['2\u00a0150', '21,1 %', '-0,89 п. п.', '0,0000148'],
    ]);
    // 1.005 is a little less than it reads: digits are not rounded anew.
    expect(localNumber((1.005).toFixed(2))).toBe('1,00');
    expect([localNumber('1,234,567'), localNumber('-0.50'), localNumber('1e-7'), localNumber('-2.18e-10'), localNumber('?')]).toEqual([
      ...['1\u00a0234\u00a0567', '-0,50', '1e-7', '-2,18e-10', '?'],
    ]);
    expect(formatBytes(1_234_567)).toBe('1,2 MB');
  });

  it('speaks English for files, also after a mistake there', () => {
    speakRussian();
    expect(inEnglish(() => `${plural(2, trials)} ${formatRemaining(0.211)}`)).toBe('2 trials 21.1 %');
    expect(() =>
      inEnglish(() => {
        throw new Error('no file');
      }),
    ).toThrow('no file');
    expect(plural(2, trials)).toBe('2 испытания');
  });
});
