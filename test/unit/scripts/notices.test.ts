import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { noticeFiles } from '../../../scripts/tools/notices.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

it('the notices and the list of parts are those of the packages in the bundles; node scripts/tools/notices.mjs writes them', async () => {
  const files = await noticeFiles();
  expect(Object.keys(files)).toEqual(['THIRD-PARTY-NOTICES.md', 'sbom.cdx.json']);
  for (const [file, text] of Object.entries(files))
    expect(readFileSync(path.join(root, file), 'utf8') === text, `${file} is up to date`).toBe(true);
  // Some that lie deep in others: a list by hand forgot them.
  for (const name of ['tar-stream', 'streamx', 'ansi-regex', 'long', 'jsonc-parser'])
    expect(files['THIRD-PARTY-NOTICES.md']).toContain(`\n## ${name} `);
});
