/** Starts every peer that is asked for and can be had; says why the others cannot. */
import type { NamedChoice } from '../context.ts';
import { lenetInput } from '../lenet-input.ts';
import type { BenchOptions, PeerName } from '../options.ts';
import { findPythons, howToGetTorch } from './find-python.ts';
import type { JobFiles } from './job-files.ts';
import type { Peer } from './peer.ts';
import { choosePytorch, startPytorch } from './pytorch.ts';
import { startTfjs } from './tfjs.ts';

export interface Gathered {
  readonly peers: readonly Peer[];
  readonly pytorch: readonly NamedChoice[];
  readonly absent: Readonly<Record<string, string>>;
}

/** The first interpreter is "pytorch", further ones are told apart by their place. */
async function startPythons(pythons: readonly string[], files: JobFiles): Promise<{ peers: Peer[]; pytorch: NamedChoice[] }> {
  const input = lenetInput(1);
  const calibration = { data: files.data(input.data), training: files.training(input, 200) };
  const peers: Peer[] = [];
  const pytorch: NamedChoice[] = [];
  for (const [place, python] of pythons.entries()) {
    const named = { name: place === 0 ? 'pytorch' : `pytorch-${place + 1}`, choice: await choosePytorch(python, calibration) };
    pytorch.push(named);
    peers.push(await startPytorch(named.name, named.choice));
  }
  return { peers, pytorch };
}

export async function gatherPeers(options: BenchOptions, files: JobFiles): Promise<Gathered> {
  const absent: Record<string, string> = {};
  const pythons = options.peers.includes('pytorch') ? findPythons(options.pythons) : [];
  if (options.peers.includes('pytorch') && pythons.length === 0) absent['pytorch'] = `no Python with torch: ${howToGetTorch}`;
  const { peers, pytorch } = await startPythons(pythons, files);
  for (const name of options.peers.filter((each): each is Exclude<PeerName, 'pytorch'> => each !== 'pytorch')) {
    try {
      peers.push(await startTfjs(name));
    } catch (error) {
      absent[name] = error instanceof Error ? error.message : String(error);
    }
  }
  return { peers, pytorch, absent };
}
