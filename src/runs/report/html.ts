/** HTML as text, with everything that comes from outside escaped. */
import { paperFonts } from '../../shared/charts/letter-widths.ts';
import { escapeXml } from '../../shared/text/xml.ts';

export const text = escapeXml;

/** In a narrow window it scrolls by itself, by keys too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[] = []): string {
  const cell = (tag: string, content: string, place: number): string =>
    `<${tag}${numeric.includes(place) ? ' class="number"' : ''}>${text(content)}</${tag}>`;
  const row = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((content, place) => cell(tag, content, place)).join('')}</tr>`;
  const whole = `<table><thead>${row('th', head)}</thead><tbody>${rows.map((cells) => row('td', cells)).join('\n')}</tbody></table>`;
  return `<div class="scroll" tabindex="0">${whole}</div>`;
}

export const section = (title: string, ...content: readonly string[]): string =>
  `<section><h2>${text(title)}</h2>${content.join('\n')}</section>`;
export const paragraph = (content: string): string => `<p>${text(content)}</p>`;
export const code = (content: string): string => `<pre>${text(content)}</pre>`;

const style = `
body { max-width: 1340px; margin: 2rem auto; padding: 0 1.5rem; color: #1f1f1f; background: #fff; font: 14px/1.5 ${paperFonts}; font-variant-numeric: tabular-nums; }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2rem 0 .6rem; font-size: 1.15rem; } p { max-width: 100ch; }
.verdict { padding: .6rem 1rem; border: 1px solid #ccc; border-left: 4px solid #6b6b6b; } .verdict.winning { border-left-color: #2e7d32; }
.notices { max-width: 100ch; padding: .6rem 1rem .6rem 2.2rem; border: 1px solid #d8b25a; border-left-width: 4px; overflow-wrap: anywhere; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 520px), 1fr)); gap: 1.2rem; } figure { margin: 0; overflow-x: auto; } figcaption { margin-top: .3rem; max-width: 640px; color: #555; font-size: .9em; } svg { display: block; width: 100%; min-width: 480px; max-width: 760px; height: auto; }
table { border-collapse: collapse; } th, td { padding: .25rem .7rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; } th { color: #555; font-weight: 600; }
td:last-child { overflow-wrap: anywhere; } .number { text-align: right; white-space: nowrap; } details { margin-top: .4rem; } .scroll + .figures { margin-top: 1.2rem; } pre { font-family: ui-monospace, Consolas, 'DejaVu Sans Mono', monospace; padding: .7rem 1rem; overflow: auto; border: 1px solid #ddd; background: #f5f5f5; } .scroll { overflow-x: auto; } footer { margin-top: 2rem; color: #555; font-size: .9em; }
@media print { .scroll { overflow: visible; } figure, tr { break-inside: avoid; } }
`;

/** One file that needs nothing else: no script, no font, no address. */
export const page = (title: string, ...content: readonly string[]): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title><style>${style}</style></head>
<body>
${content.join('\n')}
</body></html>
`;
