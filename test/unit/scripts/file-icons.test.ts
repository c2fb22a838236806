/** Icons of files: VS Code shows the one for dark themes in the light theme of high contrast too, so that it must be seen on both grounds. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { contrast } from '../shared/figures/figure/colour-vision.ts';

const root = path.resolve(import.meta.dirname, '../../..');

interface Manifest {
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly icon: { readonly light: string; readonly dark: string } }[];
  };
}
const { contributes } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;

const coloursOf = (icon: string): readonly string[] => [
  ...new Set(readFileSync(path.join(root, icon), 'utf8').match(/#[0-9a-f]{6}/g) ?? []),
];

const grounds = { light: ['#ffffff', '#f8f8f8'], dark: ['#ffffff', '#000000', '#181818', '#1f1f1f', '#252526'] };

test.each(contributes.languages)('the icons of $id are seen in every kind of theme', ({ icon }) => {
  for (const kind of ['light', 'dark'] as const) {
    const colours = coloursOf(icon[kind]);
    expect(colours.length).toBeGreaterThan(0);
    for (const colour of colours)
      for (const ground of grounds[kind]) expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(3);
  }
});
