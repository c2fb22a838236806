import { describe, expect, it } from 'vitest';
import {
  formatAccuracy,
  formatCount,
  formatPoints,
  formatRemaining,
  formatShare,
  formatSignedPoints,
  formatThreeDigits,
} from '../../../../src/shared/text/format.ts';

describe('numbers for people', () => {
  it.each([
    [1.4832e-5, '0.0000148'],
    [0.100049, '0.1'],
    [2.3456, '2.35'],
  ])('three digits %d', (value, text) => {
    expect(formatThreeDigits(value)).toBe(text);
  });

  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [2150.4, '2,150'],
    [266_200, '266,200'],
    [1_234_567, '1,234,567'],
  ])('count %d', (value, text) => {
    expect(formatCount(value)).toBe(text);
  });

  it.each([
    [1, '100.0 %'],
    [0.21074, '21.1 %'],
    [0.01, '1.0 %'],
    [0.003, '0.30 %'],
    [0.0005, '0.050 %'],
    [0.00001234, '0.00123 %'],
    [0, '0.0 %'],
  ])('remaining %d', (value, text) => {
    expect(formatRemaining(value)).toBe(text);
  });

  it('accuracy, bounds', () => {
    expect(formatAccuracy(0.98364)).toBe('98.36 %');
  });

  it.each([
    [0.0089, '+0.89 points'],
    [-0.0042, '-0.42 points'],
    [0.0000312, '+0.00312 points'],
    [-0.00000312, '-0.000312 points'],
    [0.0001, '+0.01 points'],
    [0, '0 points'],
    [1e-16, '0 points'],
  ])('points %d', (value, text) => {
    expect(formatSignedPoints(value)).toBe(text);
  });

  it('points and shares without a sign', () => {
    expect(formatPoints(-0.0054)).toBe('0.54 points');
    expect([0.2037, -0.2, 0.0042, 0.00004, 0].map(formatShare)).toEqual(['20 %', '20 %', '0.42 %', '0.00400 %', '0 %']);
  });
});
