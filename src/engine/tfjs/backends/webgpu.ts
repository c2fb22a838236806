/** A graphics card by WebGPU: Dawn, as npm's package "webgpu" brings it for Node, where that is installed. */
import { pathToFileURL } from 'node:url';
import * as tensorFlow from '@tensorflow/tfjs';
import { BackendUnavailable } from './backend-unavailable.ts';
import { packageFile, versionOf } from './installed-package.ts';
import { webgpuPackage, webgpuVersion } from '../numerics.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { tell } from '../../../shared/text/told.ts';

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

interface Device {
  readonly lost: Promise<{ readonly message: string }>;
  addEventListener(event: 'uncapturederror', listener: (event: { readonly error: { readonly message: string } }) => void): void;
}

interface Adapter {
  readonly info: AdapterInfo;
  readonly features: ReadonlySet<string>;
  readonly limits: Readonly<Record<string, number>>;
  requestDevice(wanted: object): Promise<Device>;
}

interface Dawn {
  create(options: readonly string[]): { requestAdapter(options: object): Promise<Adapter | null> };
  readonly globals: object;
}

/** A graphics card that TensorFlow.js computes on. */
export interface Gpu {
  readonly tf: TensorFlow;
  /** Adapter and driver in words. */
  readonly device: string;
  /** What has gone wrong on it, in Dawn's words: from then on no number can be believed. */
  readonly trouble: () => string | null;
}

/** "NVIDIA GeForce RTX 3060 (nvidia, ampere), driver 535.129.03" */
export function deviceWords({ vendor, architecture, device, description }: AdapterInfo): string {
  const kind = [vendor, architecture].filter(Boolean).join(', ');
  // Dawn writes "SwiftShader Device (Subzero)" as "swiftshader-device-subzero-".
  const name = device.replace(/-+$/, '');
  const driver = description === '' || /driver/i.test(description) ? description : `driver ${description}`;
  return [`${name || 'graphics card'}${kind === '' ? '' : ` (${kind})`}`, driver].filter(Boolean).join(', ');
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i;

/** A processor that poses as a graphics card is slower than the processor by itself. */
export const isSoftware = (info: AdapterInfo): boolean => info.isFallbackAdapter === true || softwareNames.test(deviceWords(info));

async function loadDawn(folder: string): Promise<Dawn> {
  const file = packageFile(webgpuPackage, folder);
  if (file === null) throw new BackendUnavailable(tell('is not installed'));
  const wrong = versionOf(file, webgpuPackage);
  if (wrong !== webgpuVersion)
    throw new BackendUnavailable(
      tell('cannot be loaded (it is version {0}; install {1})', wrong ?? '?', `${webgpuPackage}@${webgpuVersion}`),
    );
  try {
    return (await import(pathToFileURL(file).href)) as Dawn;
  } catch (error) {
    throw new BackendUnavailable(tell('is installed but cannot be loaded; install it again, on this computer'), { cause: error });
  }
}

/** Dawn ends the process where this is collected as garbage while a device is in use. */
let instance: ReturnType<Dawn['create']> | null = null;

/** WT_SOFTWARE_GPU lets tests compute on a processor that poses as a graphics card. @throws BackendUnavailable */
async function findAdapter({ create, globals }: Dawn): Promise<Adapter> {
  // TensorFlow.js reads constants such as GPUBufferUsage there.
  Object.assign(globalThis, globals);
  instance = create([]);
  const adapter = await instance.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new BackendUnavailable(tell('finds no graphics card'));
  if (isSoftware(adapter.info) && !process.env['WT_SOFTWARE_GPU'])
    throw new BackendUnavailable(tell('finds no graphics card, only a processor that poses as one: {0}', deviceWords(adapter.info)));
  return adapter;
}

/** As large as the adapter allows: the defaults are those of a telephone. */
const wantedLimits = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
];

function watch(device: Device): () => string | null {
  let trouble: string | null = null;
  device.addEventListener('uncapturederror', ({ error }) => void (trouble ??= error.message));
  void device.lost.then(({ message }) => (trouble ??= message));
  return () => trouble;
}

/** The backend asks once, when it is made, whether it is in a browser or a worker of one that has WebGPU. */
function asIfInBrowser<T>(make: () => T): T {
  const scope = globalThis as unknown as Record<string, unknown>;
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: {} }, configurable: true });
  scope['WorkerGlobalScope'] = Object;
  try {
    return make();
  } finally {
    delete scope['WorkerGlobalScope'];
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else delete scope['navigator'];
  }
}

async function start(folder: string): Promise<Gpu> {
  const adapter = await findAdapter(await loadDawn(folder));
  const requiredLimits = Object.fromEntries(wantedLimits.map((name) => [name, adapter.limits[name]]));
  const device = await adapter.requestDevice({ requiredLimits });
  const { webgpu } = await import('../bundle/webgpu-backend.ts');
  // Small sums belong on the card as well, where the rest of the training lies.
  tensorFlow.env().set('WEBGPU_CPU_FORWARD', false);
  tensorFlow.registerBackend('webgpu', () => asIfInBrowser(() => new webgpu.WebGPUBackend(device as never, adapter.info as never)));
  return { tf: tensorFlow, device: deviceWords(adapter.info), trouble: watch(device) };
}

let started: Promise<Gpu> | null = null;

/**
 * Once a thread: a device is kept for as long as that lives.
 * @param folder Where the search for the package begins.
 * @throws BackendUnavailable
 */
export function startWebgpu(folder: string): Promise<Gpu> {
  started ??= start(folder).catch((error: unknown) => {
    // It may be installed meanwhile.
    started = null;
    throw error;
  });
  return started;
}
