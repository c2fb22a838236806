/** What the arguments of commands may be, by their names in the help: files, experiments, tickets, keys of a config. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../runs/library/store.ts';
import { presetNames } from '../../shared/config/presets/presets.ts';
import { overridePath } from '../../shared/config/reading/overrides.ts';
import { allKeyPaths, keyText, schemaAt } from '../../shared/config/reference/schema-outline.ts';
import { parseMemberName } from '../../shared/config/sweep/sweep-name.ts';
import type { JsonPath } from '../../shared/text/json-value.ts';
import { parseTicketPath, ticketName } from '../../shared/results/ticket-name.ts';
import type { Candidate, Sources } from './candidates.ts';

/** Files whose names pass, and all folders, with a slash after them. */
function files(word: string, passes: (name: string) => boolean): readonly Candidate[] {
  const folder = word.slice(0, word.lastIndexOf('/') + 1);
  const looked = path.resolve(folder === '' ? '.' : folder);
  if (!existsSync(looked)) return [];
  return readdirSync(looked, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') || word.slice(folder.length).startsWith('.'))
    .flatMap((entry) =>
      entry.isDirectory() ? [{ value: `${folder}${entry.name}/` }] : passes(entry.name) ? [{ value: folder + entry.name }] : [],
    );
}

async function experiments(storeFolder: string): Promise<readonly Candidate[]> {
  if (!existsSync(storeFolder)) return [];
  const all = await openStore(storeFolder).list();
  const sweeps = [...new Set(all.flatMap(({ experiment }) => parseMemberName(experiment)?.sweep ?? []))];
  return [
    ...all.map(({ experiment, state }) => ({ value: experiment, about: state })),
    ...sweeps.map((value) => ({ value, about: 'sweep' })),
  ];
}

/** Of the experiment whose name stands before the word's last slashes, all tickets; before that, the experiments' names. */
async function tickets(storeFolder: string, word: string): Promise<readonly Candidate[]> {
  const all = await experiments(storeFolder);
  const named = all.find(({ value }) => word.startsWith(`${value}/`));
  if (!named) return all.filter(({ about }) => about !== 'sweep').map(({ value }) => ({ value: `${value}/` }));
  const { tickets: places } = await openStore(storeFolder).recordOf(named.value);
  const kept = Object.keys(places).flatMap((place) => parseTicketPath(place) ?? []);
  const dense = kept.map(({ trial }) => ({ trial, round: 0 }));
  const names = [...dense, ...kept].map((place) => ticketName({ experiment: named.value, ...place }));
  return [...new Set(names)].toSorted().map((value) => ({ value }));
}

const inText = (key: JsonPath): string => key.map(String).join('.');

/** Keys in full with "=" after them; after it, the words that may stand there. */
function settings(word: string): readonly Candidate[] {
  const [key = ''] = word.split('=', 1);
  if (key === word) return allKeyPaths().map((one) => ({ value: `${inText(one)}=`, about: schemaAt(one)?.description }));
  const schema = schemaAt(overridePath(key));
  const words = (schema?.anyOf ?? [schema]).flatMap((one) => [...(one?.enum ?? []), ...(one?.const === undefined ? [] : [one.const])]);
  const truth = schema?.type === 'boolean' ? [true, false] : [];
  return [...words, ...truth].map((one) => ({ value: `${key}=${String(one)}` }));
}

const configs = /\.jsonc?$/;

/** @param storeFolder The store that the command line names, else the usual one. */
export const sourcesIn = (storeFolder: string): Sources => ({
  async of(name, word) {
    const of = { experiment: experiments, ticket: tickets, a: tickets, b: tickets }[name];
    if (of) return of(storeFolder, word);
    if (name === 'name' || name === 'result') {
      const [first, second] = [await experiments(storeFolder), word.includes('/') ? await tickets(storeFolder, word) : []];
      return [...first, ...second];
    }
    if (name === 'preset') return presetNames.map((value) => ({ value }));
    if (name === 'config') return files(word, (file) => configs.test(file));
    if (name === 'folder') return files(word, () => false);
    if (name === 'file') return files(word, () => true);
    if (name === 'key') return allKeyPaths().map((one) => ({ value: keyText(one) }));
    return name === 'key=value' ? settings(word) : [];
  },
});
