import { existsSync } from 'node:fs';
import * as path from 'node:path';

/** Whether npm has left a package with its library: it may succeed where the library could not be fetched. */
export function hasLibrary(folder: string, packageName: string): boolean {
  const library =
    process.platform === 'win32' ? 'tensorflow.dll' : process.platform === 'darwin' ? 'libtensorflow.dylib' : 'libtensorflow.so';
  const installed = path.join(folder, 'node_modules', packageName);
  const binding = ['napi-v8', 'napi-v9', 'napi-v10'].some((napi) => existsSync(path.join(installed, 'lib', napi, 'tfjs_binding.node')));
  return binding && existsSync(path.join(installed, 'deps', 'lib', library));
}
