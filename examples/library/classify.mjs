// Exports a ticket as a module that runs by itself, and classifies with it.
//   node examples/library/classify.mjs TICKET [STORE]
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportTicket } from 'winning-ticket';

const [name = 'tiny/trial-1/round-01', store = '.winning-ticket'] = process.argv.slice(2);
const output = path.join(mkdtempSync(path.join(tmpdir(), 'ticket-')), 'ticket.mjs');
const [file] = await exportTicket(store, name, { format: 'module', output });
const { open } = await import(pathToFileURL(file).href);
const ticket = await open();
const [sample] = ticket.classify(new Float32Array(ticket.inputs));
console.log(`${statSync(file).size} bytes; a sample of zeros is of class ${sample}`);
