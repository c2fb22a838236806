import { type Language, useLanguage } from '../src/shared/text/language.ts';

/** Speaks the language that the host has written into the page; English where it has written none. */
export function adoptLanguage(): void {
  const data = document.getElementById('language')?.textContent;
  useLanguage(data ? (JSON.parse(data) as Language) : null);
}
