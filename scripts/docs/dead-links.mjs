// Links of the documentation that lead nowhere: to a file that is not there, or to a heading that its page does not have.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPage } from './markdown.mjs';

/** Pages that people read, relative to the root. @param {string} root */
export const pagesOf = (root) => [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...readdirSync(path.join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
];

/** @param {string} root @returns {string[]} One line each: page, link, reason. */
export function deadLinks(root) {
  /** @type {Map<string, ReturnType<typeof readPage>>} */
  const read = new Map();
  /** @param {string} file */
  const page = (file) => {
    const known = read.get(file) ?? readPage(readFileSync(file, 'utf8'));
    read.set(file, known);
    return known;
  };
  return pagesOf(root).flatMap((name) => {
    const from = path.join(root, name);
    return page(from)
      .links.filter((target) => !/^\w+:/.test(target))
      .flatMap((target) => {
        const [file = '', anchor] = target.split('#');
        const to = file === '' ? from : path.resolve(path.dirname(from), decodeURIComponent(file));
        if (!existsSync(to)) return [`${name}: ${target}: there is no such file`];
        if (anchor === undefined || !to.endsWith('.md')) return [];
        return page(to).headings.some((heading) => heading.anchor === anchor) ? [] : [`${name}: ${target}: there is no such heading`];
      });
  });
}
