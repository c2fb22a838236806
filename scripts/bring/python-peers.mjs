// Brings the Python libraries that read our exports, by pip, into a virtual environment of its own; prints its interpreter.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import path from 'node:path';
import { once } from './npm-folder.mjs';

const run = promisify(execFile);

/** What is read with what; docs/formats.md names the versions. */
export const packages = /** @type {const} */ ([
  'numpy==2.4.6',
  'scipy==1.17.1',
  'safetensors==0.8.0',
  'onnx==1.23.2',
  'onnxruntime==1.32.0',
  'tensorboard==2.21.0',
  'mlflow-skinny==3.17.2',
]);

const inside = (/** @type {string} */ folder) => path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

/** A Python of a version that all of them know. */
async function findPython() {
  const named = process.env['WT_PYTHON'];
  for (const command of named ? [named] : ['python3', 'python']) {
    const found = await run(command, ['-c', 'import sys; assert sys.version_info >= (3, 11)']).then(
      () => command,
      () => null,
    );
    if (found !== null) return found;
  }
  throw new Error('no Python of version 3.11 or later was found (WT_PYTHON names one)');
}

/**
 * An interpreter of a virtual environment of its own with these packages.
 * @param {string} name Of its folder. @param {readonly string[]} wanted @param {string} what For people.
 * @returns {Promise<string>}
 */
export async function findPythonWith(name, wanted, what) {
  const folder = await once(name, async (to) => {
    console.error(`Installing ${what} ...`);
    await run(await findPython(), ['-m', 'venv', to]);
    await run(inside(to), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...wanted]);
  });
  return inside(folder);
}

/**
 * An interpreter with the packages; PyTorch only where the Python that it is made of has it.
 * @returns {Promise<string>}
 */
export const findPythonPeers = () => findPythonWith('python-peers', packages, 'NumPy, ONNX Runtime and others for the tests of exports');

/** The system's own is another one than that of pyenv and its like; Debian's packages are for it. */
async function findTorchPython() {
  const named = process.env['WT_TORCH_PYTHON'];
  for (const python of named ? [named] : ['python3', '/usr/bin/python3']) {
    const found = await run(python, ['-c', 'import torch']).then(
      () => python,
      () => null,
    );
    if (found !== null) return found;
  }
  throw new Error('no Python with PyTorch was found (apt-get install python3-torch, or WT_TORCH_PYTHON names one)');
}

/**
 * An interpreter that has PyTorch, WT_TORCH_PYTHON or the system's, and where it finds safetensors (PYTHONPATH), whose wheel suits any Python.
 * @returns {Promise<{ python: string, path: string }>}
 */
export async function findTorch() {
  const python = await findTorchPython();
  const folder = await once('torch-safetensors', async (to) => {
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--target', to];
    await run(await findPython(), [...pip, 'safetensors==0.8.0']);
  });
  return { python, path: folder };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await findPythonPeers());
