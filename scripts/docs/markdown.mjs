// Pages of Markdown: their headings, links and images, and the names by which a forge and the site reach a heading.
import { createRequire } from 'node:module';

/**
 * @typedef {{ title: string, anchor: string, level: number }} Heading
 * @typedef {{ headings: Heading[], links: string[], commands: string[] }} Page
 * The part of markdown-it, which has no types of its own, that is used here:
 * @typedef {{ type: string, tag: string, info: string, content: string, children: Token[] | null,
 *   attrGet(name: string): string | null, attrSet(name: string, value: string): void }} Token
 * @typedef {{ parse(text: string, env: object): Token[], options: object, utils: { escapeHtml(text: string): string },
 *   renderer: { render(tokens: Token[], options: object, env: object): string } }} Markdown
 */

/** @type {Markdown} */
export const markdown = createRequire(import.meta.url)('markdown-it')({ html: false, linkify: false });

/** As GitHub and GitLab name headings: lower case, spaces as dashes, no other signs. @param {string} title */
const slug = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** The text of a heading, without the signs of Markdown. @param {Token | undefined} token */
const textOf = (token) =>
  (token?.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');

/** @param {Token[]} tokens @returns {Heading[]} */
export function headingsOf(tokens) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return tokens.flatMap((token, place) => {
    if (token.type !== 'heading_open') return [];
    const title = textOf(tokens[place + 1]);
    const plain = slug(title);
    const times = seen.get(plain) ?? 0;
    seen.set(plain, times + 1);
    return [{ title, anchor: times === 0 ? plain : `${plain}-${times}`, level: Number(token.tag.slice(1)) }];
  });
}

/** Targets of links and images. @param {Token[]} tokens @returns {string[]} */
const linksOf = (tokens) =>
  tokens.flatMap((token) => {
    const own = token.attrGet('href') ?? token.attrGet('src');
    return [...(own === null ? [] : [own]), ...linksOf(token.children ?? [])];
  });

/** Lines of blocks that are marked as a shell's, without comments. @param {Token[]} tokens @returns {string[]} */
const commandsOf = (tokens) =>
  tokens
    .filter(({ type, info }) => type === 'fence' && info.trim() === 'sh')
    .flatMap(({ content }) => content.split('\n'))
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '');

/** @param {string} text @returns {Page} */
export function readPage(text) {
  const tokens = markdown.parse(text, {});
  return { headings: headingsOf(tokens), links: linksOf(tokens), commands: commandsOf(tokens) };
}
