/**
 * Colours of the terminal. A style travels inside texts as noncharacters, which Unicode keeps for a program's own use: so texts from elsewhere can
 * still be made harmless as a whole just before they are written, and only then become escape sequences, or nothing.
 */
import { env } from 'node:process';

export type Style = 'good' | 'bad' | 'doubtful' | 'faint' | 'strong';

/** On and off, as SGR has them (ECMA-48, 8.3.117). */
const codes: Readonly<Record<Style, readonly [number, number]>> = {
  good: [32, 39],
  bad: [31, 39],
  doubtful: [33, 39],
  faint: [2, 22],
  strong: [1, 22],
};

const styles = Object.keys(codes) as Style[];
/** Begin marks are even, end marks odd. */
const firstMark = 0xfdd0;
const marks = /[\ufdd0-\ufdef]/g;

export function styled(text: string, style: Style | undefined): string {
  if (style === undefined || text === '') return text;
  const mark = firstMark + 2 * styles.indexOf(style);
  return String.fromCharCode(mark) + text + String.fromCharCode(mark + 1);
}

/** What a terminal shows of it has so many columns. */
export const shownLength = (text: string): number => text.replace(marks, '').length;

const sequence = (mark: string): string => {
  const place = mark.charCodeAt(0) - firstMark;
  const style = styles[Math.floor(place / 2)];
  return style === undefined ? '' : `\u001b[${String(codes[style][place % 2])}m`;
};

/** Ready to be written. */
export const rendered = (text: string, colour: boolean): string => text.replace(marks, (mark) => (colour ? sequence(mark) : ''));

let chosen: boolean | null = null;

/** `--color`, `--no-color`: these win over the environment. */
export const chooseColour = (colour: boolean): void => void (chosen = colour);

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

/** FORCE_COLOR wins over NO_COLOR, as Node has it; without either, colour is for terminals that know it. */
export function hasColour({ isTTY }: { readonly isTTY?: boolean | undefined }): boolean {
  if (chosen !== null) return chosen;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0';
  return !isSet(env['NO_COLOR']) && isTTY === true && env['TERM'] !== 'dumb';
}
