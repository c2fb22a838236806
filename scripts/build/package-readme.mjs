// After `vsce package`: the README within the package as VS Code's page of the extension can show it. That page follows no relative address, so pictures become data, and links to
// other files their words; a line that is there for the name of a picture alone is left out. VS Code 1.139 takes pictures by http and https only: one whose words are a title leaves
// nothing there, one whose words stand in its place would be shown as broken. Where package.json has the repository's address, vsce has made absolute addresses of both, and nothing is left to do.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const root = path.resolve(import.meta.dirname, '../..');
const vsix = path.join(root, 'winning-ticket.vsix');

/** @param {string} file */
const asData = (file) => `data:image/png;base64,${readFileSync(path.join(root, file)).toString('base64')}`;

/** @param {string} markdown */
const forItsPage = (markdown) =>
  markdown
    .replace(/^.*\[([^\]]+\.png)\]\(\1\).*\n\n/gm, '')
    .replace(/!\[([^\]]*)\]\((?!\w+:)([^)]+\.png)\)/g, (_, words, file) => `![](${asData(file)} "${words}")`)
    // In one paragraph: where they are left out, one empty line is left.
    .replace(/(?<=^!\[\]\([^\n]*)\n\n(?=!\[\])/gm, '\n')
    .replace(/(?<!!)\[([^\]]+)\]\((?!\w+:|#)[^)]+\)/g, '$1');

if (!JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).repository) {
  const files = unzipSync(readFileSync(vsix));
  const name = Object.keys(files).find((one) => /^extension\/readme\.md$/i.test(one));
  if (!name) throw new Error('winning-ticket.vsix has no README');
  files[name] = strToU8(forItsPage(strFromU8(/** @type {Uint8Array} */ (files[name]))));
  writeFileSync(vsix, zipSync(files, { level: 9 }));
}
