// Builds the documentation as a site in build/site, from the pages that a forge shows too: `npm run docs`. Ends with an error where a link is dead.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import '../tools/config-reference.mjs';
import { deadLinks } from './dead-links.mjs';
import { headingsOf, markdown } from './markdown.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const site = path.join(root, 'build/site');

/** In the order of the menu; every page of docs must be here. */
const pages = [
  ...['index', 'tutorial', 'examples', 'teaching', 'glossary', 'faq', 'troubleshooting'],
  ...['config', 'config-reference', 'cli', 'settings', 'formats', 'library', 'scale', 'gpu', 'claims'],
  ...['coming-from', 'compared', 'results', 'performance', 'reliability', 'architecture', 'translating'],
];

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; display: grid; grid-template-columns: 15rem minmax(0, 1fr); }
nav { padding: 1.5rem; border-right: 1px solid var(--line); position: sticky; top: 0; height: 100vh; box-sizing: border-box; overflow: auto; }
nav a { display: block; padding: 0.15rem 0; text-decoration: none; }
nav a[aria-current] { font-weight: 600; }
main { padding: 1.5rem 2rem; max-width: 60rem; overflow-wrap: anywhere; }
img { max-width: 100%; }
pre, code { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { padding: 0.75rem; overflow: auto; border: 1px solid var(--line); border-radius: 4px; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; overflow-wrap: normal; }
h1 a, h2 a, h3 a { color: inherit; text-decoration: none; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; border: 0; } }
`;

/** @param {string} name */
const read = (name) => readFileSync(path.join(root, 'docs', `${name}.md`), 'utf8');

/** @param {string} name */
const titleOf = (name) => headingsOf(markdown.parse(read(name), {}))[0]?.title ?? name;

/** Pages of docs become pages of the site; examples and pictures lie beside them; what else the repository has is only named. @param {string} target */
function siteLink(target) {
  if (/^(\w+:|#)/.test(target)) return target;
  const [file = '', anchor] = target.split('#');
  const page = file.endsWith('.md') && !file.includes('/') ? `${file.slice(0, -'.md'.length)}.html` : file.replace(/^\.\.\//, '');
  return anchor === undefined ? page : `${page}#${anchor}`;
}

/** @param {string} name */
function pageHtml(name) {
  const tokens = markdown.parse(read(name), {});
  const headings = headingsOf(tokens);
  let heading = 0;
  for (const token of tokens) {
    if (token.type === 'heading_open') token.attrSet('id', headings[heading++]?.anchor ?? '');
    for (const child of token.children ?? []) {
      const href = child.attrGet('href');
      if (href !== null) child.attrSet('href', siteLink(href));
    }
  }
  const menu = pages.map(
    (one) => `<a href="${one}.html"${one === name ? ' aria-current="page"' : ''}>${markdown.utils.escapeHtml(titleOf(one))}</a>`,
  );
  const body = markdown.renderer.render(tokens, markdown.options, {});
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markdown.utils.escapeHtml(titleOf(name))}</title>
<link rel="stylesheet" href="style.css">
<nav>${menu.join('\n')}</nav>
<main>${body}</main>
</html>
`;
}

const there = readdirSync(path.join(root, 'docs'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -'.md'.length));
const missing = there.filter((name) => !pages.includes(name));
const dead = deadLinks(root);
for (const line of dead) console.error(line);
for (const name of missing) console.error(`docs/${name}.md is not in the menu of scripts/docs/site.mjs.`);
if (dead.length + missing.length > 0) process.exitCode = 1;

rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
for (const name of pages) writeFileSync(path.join(site, `${name}.html`), pageHtml(name));
writeFileSync(path.join(site, 'style.css'), style);
cpSync(path.join(root, 'docs/images'), path.join(site, 'images'), { recursive: true });
cpSync(path.join(root, 'examples'), path.join(site, 'examples'), { recursive: true });
console.log(`build/site: ${pages.length} pages`);
