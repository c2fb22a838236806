// After `vsce package`: refuses a package that has grown too large to be fetched in a moment.
import { statSync } from 'node:fs';
import path from 'node:path';

const mostBytes = 13_000_000;
const { size } = statSync(path.resolve(import.meta.dirname, '../../winning-ticket.vsix'));
const words = `winning-ticket.vsix has ${size.toLocaleString('en')} bytes, of ${mostBytes.toLocaleString('en')} at most`;
if (size > mostBytes) throw new Error(`${words}: see what has grown (unzip -v winning-ticket.vsix)`);
console.log(words);
