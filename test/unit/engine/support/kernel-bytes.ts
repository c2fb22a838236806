/** The built kernels; `npm run build` makes them before the tests run. */
import { readFileSync } from 'node:fs';

export const kernelBytes: Uint8Array = readFileSync(new URL('../../../../build/kernels.wasm', import.meta.url));
