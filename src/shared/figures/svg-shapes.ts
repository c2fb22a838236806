/** Pieces of SVG as text. */

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** Two decimals are finer than any screen. */
export const coordinate = (value: number): string => String(Math.round(value * 100) / 100);

type Attributes = Readonly<Record<string, string | number>>;

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? coordinate(value) : escapeXml(value)}"`)
    .join('');

export const shape = (tag: string, attributes: Attributes): string => `<${tag}${attributesOf(attributes)}/>`;
export const words = (text: string, attributes: Attributes): string => `<text${attributesOf(attributes)}>${escapeXml(text)}</text>`;
export const group = (attributes: Attributes, ...children: readonly string[]): string =>
  `<g${attributesOf(attributes)}>${children.join('')}</g>`;
