import { color } from '../theme.ts';

const ofPanel: Readonly<Record<string, string>> = {
  dim: '--dim',
  foreground: '--foreground',
  grid: '--grid',
  background: '--panel-background',
};

/** A colour of a figure's palette as the theme has it. */
export const panelColor = (name: string): string => color(ofPanel[name] ?? `--series-${name}`);
