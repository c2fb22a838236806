/** `npm audit`, asked of a registry of our own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const script = path.join(root, 'scripts/tools/audit.mjs');
const advisory = {
  ...{ id: 1, url: 'https://advisories.test/1', title: 'made by a test', severity: 'high', vulnerable_versions: '*', cwe: [] },
  cvss: { score: 8, vectorString: null },
};

const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/zod/package.json'), 'utf8')) as { readonly version: string };
/** Where something is known, npm also asks which versions there are, of it and of whatever depends on it. */
const packument = (name: string) => ({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version } } });

/** Answers every question so; says what was asked about. */
async function audit(status: number, advisories: object) {
  let asked = '';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      asked += request.headers['content-encoding'] === 'gzip' ? gunzipSync(body).toString() : body.toString();
      const answer = request.method === 'GET' ? packument(decodeURIComponent((request.url ?? '/').slice(1))) : advisories;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const registry = { npm_config_registry: `http://127.0.0.1:${String(port)}/`, npm_config_fetch_retries: '0', no_proxy: '127.0.0.1' };
  const child = spawn(process.execPath, [script], { env: { ...process.env, ...registry } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  server.close();
  return { code, said, asked };
}

it('knows of nothing, of something, or that nobody can be asked', async () => {
  const [clean, found, refused] = await Promise.all([audit(200, { vitest: [advisory] }), audit(200, { zod: [advisory] }), audit(405, {})]);
  expect([clean.code, clean.said]).toEqual([0, expect.stringContaining('no vulnerability')]);
  expect(clean.asked).toContain('"zod"');
  // A tool of the development is no part of the package.
  expect(clean.asked).toContain('"vitest"');
  expect([found.code, found.said]).toEqual([1, expect.stringContaining('made by a test')]);
  expect([refused.code, refused.said]).toEqual([2, expect.stringContaining('give sbom.cdx.json to a scanner')]);
});
