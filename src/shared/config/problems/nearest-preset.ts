import { presetNames } from '../presets/presets.ts';
import { nearest } from './nearest.ts';

const ownName = (preset: string): string => preset.split('/').at(-1) ?? preset;

/** The preset that was probably meant: "paper/lenet-300-10", and "lenet-300-100" without its folder. */
export const nearestPreset = (name: string): string | undefined =>
  nearest(name, presetNames) ?? nearest(ownName(name), presetNames, ownName);
