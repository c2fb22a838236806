import { expect, it } from 'vitest';
import { defaults, parseOptions } from '../../../bench/options.ts';
import { allWorks } from '../../../bench/works/all.ts';
import { selected } from '../../../bench/works/selection.ts';

const namesOf = (only: readonly string[], full = false): string[] => selected(allWorks, { only, full }).map(({ name }) => name);

it('has defaults, and takes what is asked for', () => {
  expect(parseOptions([])).toEqual(defaults);
  const asked = parseOptions(['--only', 'kernels,lenet-step', '--peers', 'none', '--rounds', '3', '--json', '--python', '/a,/b']);
  expect(asked).toEqual({ ...defaults, only: ['kernels', 'lenet-step'], peers: [], rounds: 3, json: true, pythons: ['/a', '/b'] });
});

it('takes peers that compile only where they are asked for', () => {
  expect(parseOptions([]).peers).not.toContain('jax');
  expect(parseOptions(['--peers', 'jax-scan,pytorch-compiled']).peers).toEqual(['pytorch-compiled', 'jax-scan']);
});

it('finds works by name, else by first words', () => {
  expect(namesOf(['lenet-step-1'])).toEqual(['lenet-step-1']);
  expect(namesOf(['lenet-experiment'])).toEqual(['lenet-experiment']);
  expect(namesOf(['lenet-step'])).toEqual([100, 51, 21, 10, 5, 2, 1].map((percent) => `lenet-step-${percent}`));
  expect(() => namesOf(['lenet-steps'])).toThrow('There is no work "lenet-steps"; there are lenet-step-100, ');
});

it('runs by default what --full runs, less the long works', () => {
  const [usual, full] = [namesOf([]), namesOf([], true)];
  expect(full).toHaveLength(allWorks.length);
  expect(full).toEqual(expect.arrayContaining(usual));
  expect(usual).toContain('lenet-experiment-machine');
  expect(usual).not.toContain('width-4096-4096-5');
});
