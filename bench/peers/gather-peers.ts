/** Starts every peer that is asked for and can be had; says why the others cannot. */
import type { Gpu } from '../../src/engine/tfjs/backends/webgpu.ts';
import { messageOf } from '../../src/shared/text/message-of.ts';
import type { NamedChoice } from '../context.ts';
import { lenetInput } from '../lenet-input.ts';
import type { BenchOptions, PeerName } from '../options.ts';
import { findCard, gpuPeer } from '../ours/gpu-side.ts';
import { findPythons, howToGet } from './find-python.ts';
import { startJax } from './jax.ts';
import type { JobFiles } from './job-files.ts';
import type { Peer } from './peer.ts';
import { choosePytorch, compiled, startPytorch } from './pytorch.ts';
import { startTfjs } from './tfjs.ts';

interface Pytorches {
  readonly peers: readonly Peer[];
  readonly pytorch: readonly NamedChoice[];
  readonly absent: Readonly<Record<string, string>>;
}

export interface Gathered extends Pytorches {
  /** The card that the second engine computes on. */
  readonly gpu: Gpu | null;
}

type OtherName = Exclude<PeerName, 'pytorch' | 'pytorch-compiled' | typeof gpuPeer>;

/** The first interpreter is "pytorch", further ones are told apart by their place. */
async function startPytorches(options: BenchOptions, files: JobFiles): Promise<Pytorches> {
  const wanted = options.peers.filter((name) => name.startsWith('pytorch'));
  if (wanted.length === 0) return { peers: [], pytorch: [], absent: {} };
  const pythons = findPythons(options.pythons, 'torch');
  const reason = `no Python with torch: ${howToGet.torch}`;
  if (pythons.length === 0) return { peers: [], pytorch: [], absent: Object.fromEntries(wanted.map((name) => [name, reason])) };
  const input = lenetInput(1);
  const calibration = { data: files.data(input.data), training: files.training(input, 200) };
  const peers: Peer[] = [];
  const pytorch: NamedChoice[] = [];
  for (const [place, python] of pythons.entries()) {
    const named = { name: place === 0 ? 'pytorch' : `pytorch-${place + 1}`, choice: await choosePytorch(python, calibration) };
    if (wanted.includes('pytorch')) pytorch.push(named);
    if (wanted.includes('pytorch')) peers.push(await startPytorch(named.name, named.choice));
    if (wanted.includes('pytorch-compiled')) peers.push(await startPytorch(`${named.name}-compiled`, compiled(named.choice)));
  }
  return { peers, pytorch, absent: {} };
}

/** JAX is the same for every interpreter that has it: the first one. */
async function startOther(name: OtherName, { pythons }: BenchOptions): Promise<Peer> {
  if (name !== 'jax' && name !== 'jax-scan') return startTfjs(name);
  const [python] = findPythons(pythons, 'jax');
  if (python === undefined) throw new Error(`no Python with JAX: ${howToGet.jax}`);
  return startJax(name, python);
}

const isOther = (name: PeerName): name is OtherName => name !== 'pytorch' && name !== 'pytorch-compiled' && name !== gpuPeer;

export async function gatherPeers(options: BenchOptions, files: JobFiles): Promise<Gathered> {
  const { peers, pytorch, absent } = await startPytorches(options, files);
  const [started, lacking]: [Peer[], Record<string, string>] = [[...peers], { ...absent }];
  for (const name of options.peers.filter(isOther)) {
    try {
      started.push(await startOther(name, options));
    } catch (error) {
      lacking[name] = messageOf(error);
    }
  }
  const card = options.peers.includes(gpuPeer) ? findCard() : Promise.resolve(null);
  const gpu = await card.catch((error: unknown) => {
    lacking[gpuPeer] = messageOf(error);
    return null;
  });
  return { peers: started, pytorch, gpu, absent: lacking };
}
