/** HTML as text, with everything that comes from outside escaped. */
import { escapeXml } from '../../shared/figures/svg-text.ts';

export const text = escapeXml;

export function table(head: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[] = []): string {
  const cell = (tag: string, content: string, place: number): string =>
    `<${tag}${numeric.includes(place) ? ' class="number"' : ''}>${text(content)}</${tag}>`;
  const row = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((content, place) => cell(tag, content, place)).join('')}</tr>`;
  return `<table><thead>${row('th', head)}</thead><tbody>${rows.map((cells) => row('td', cells)).join('\n')}</tbody></table>`;
}

export const section = (title: string, ...content: readonly string[]): string =>
  `<section><h2>${text(title)}</h2>${content.join('\n')}</section>`;
export const paragraph = (content: string): string => `<p>${text(content)}</p>`;
export const code = (content: string): string => `<pre>${text(content)}</pre>`;
