/** Names of files that are made from names of experiments and tickets. */
import { printable } from './plain-text.ts';

/** Windows keeps these for devices, also with an extension and with superscript digits. */
export const isDeviceName = (name: string): boolean => /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\..*)?$/i.test(name);

/**
 * The text as the name of a file: with "-" for what some system does not allow in one. It is never ".." or hidden, and no program takes it for an option or
 * a device.
 */
export function fileName(text: string): string {
  const allowed = printable(text).replace(/[\\/:*?"<>|\n\t\ufffd\p{Cs}\u2028\u2029]/gu, '-');
  const ended = allowed.replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  return /^([-. ]|$)/.test(ended) || isDeviceName(ended) ? `_${ended}` : ended;
}
