/** examples/results.ipynb reads what this program exports, carried out by nbclient. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findNotebookPython } from '../../../scripts/bring/notebook-python.mjs';
import { requireOrSkip } from '../../../scripts/bring/skip-or-fail.mjs';
import { temporaryFolder } from '../../temporary-folder.ts';
import { run } from '../cli/harness.ts';

const python = await findNotebookPython().catch((error: unknown) => {
  requireOrSkip('pandas, matplotlib and nbclient', error);
  return null;
});

const tiny = {
  network: { layers: [{ units: 8 }, { units: 10 }] },
  training: { iterations: 20, evaluateEvery: 10, validationSize: 1000 },
  pruning: { rounds: 2 },
  controls: { randomReinit: 1, randomMask: 0 },
  trials: 2,
};

const carryOut = `
import json, sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=300).execute()
outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
print(json.dumps({"images": sum("image/png" in output.get("data", {}) for output in outputs), "text": " ".join(str(output.get("data", {}).get("text/plain", "")) for output in outputs)}))
`;

it.skipIf(python === null)('every cell runs, its tables have the figures of the run, its charts are drawn', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'lenet.lottery.json'), JSON.stringify(tiny));
  for (const args of [
    ['run', 'lenet.lottery.json', '-q'],
    ['export', 'lenet', '--format', 'csv', '--output', 'lenet.csv'],
    ['export', 'lenet/trial-1/round-01', '--format', 'npz', '--output', 'ticket.npz'],
  ])
    expect(await run(folder, ...args)).toMatchObject({ code: 0 });
  const notebook = path.join(import.meta.dirname, '../../../examples/results.ipynb');
  const env = { ...process.env, WINNING_TICKET_EXPORTS: folder };
  const { images, text } = JSON.parse(execFileSync(python ?? '', ['-c', carryOut, notebook], { encoding: 'utf8', env })) as {
    images: number;
    text: string;
  };
  expect(images).toBe(4);
  for (const series of ['ticket', 'randomReinit']) expect(text).toContain(series);
  // 784 x 8 weights, of which four fifths remain.
  expect(text).toMatch(/fc1 +6272\.0 +5018\.0/);
});
