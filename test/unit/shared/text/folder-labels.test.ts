import { expect, it } from 'vitest';
import { folderLabels } from '../../../../src/shared/text/folder-labels.ts';

it.each([
  [
    ['/home/a/mnist/.winning-ticket', '/home/a/cifar/.winning-ticket'],
    ['mnist', 'cifar'],
  ],
  [
    ['/home/a/exp/.winning-ticket', '/home/b/exp/.winning-ticket', '/home/c/.winning-ticket'],
    ['a/exp', 'b/exp', 'c'],
  ],
  [
    ['/data/one', '/data/two'],
    ['one', 'two'],
  ],
  [
    ['c:\\x\\exp\\.winning-ticket', 'c:\\y\\exp\\.winning-ticket'],
    ['x/exp', 'y/exp'],
  ],
  [['/a/.winning-ticket'], ['.winning-ticket']],
  [[], []],
])('folders %j are told apart by %j', (folders, labels) => {
  expect(folderLabels(folders)).toEqual(labels);
});
