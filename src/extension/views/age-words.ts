/** How long ago something was, for rows of a list. */
import * as vscode from 'vscode';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** "now", "5 min ago", "3 h ago", "2 d ago", from a week on the date. @param at Milliseconds since 1970. */
export function ageWords(at: number, now = Date.now()): string {
  const age = Math.max(0, now - at);
  if (age < minute) return vscode.l10n.t('now');
  if (age < hour) return vscode.l10n.t('{0} min ago', Math.floor(age / minute));
  if (age < day) return vscode.l10n.t('{0} h ago', Math.floor(age / hour));
  if (age < 7 * day) return vscode.l10n.t('{0} d ago', Math.floor(age / day));
  return new Date(at).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
