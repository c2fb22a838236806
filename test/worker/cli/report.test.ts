import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClaimsReport } from '../../../src/shared/results/verdict/claims.ts';
import type { TicketAnalysis } from '../../../src/shared/results/ticket/ticket-analysis.ts';
import { sharedFolder } from '../../temporary-folder.ts';
import { run } from './harness.ts';

const tiny = { name: 'a <b>', training: { iterations: 40, evaluateEvery: 20, validationSize: 1000 }, pruning: { rounds: 1 } };
let folder = '';
beforeAll(async () => {
  folder = sharedFolder();
  writeFileSync(path.join(folder, 'tiny.lottery.json'), JSON.stringify(tiny));
  expect((await run(folder, 'run', 'tiny.lottery.json')).code).toBe(0);
});

describe('after a run', () => {
  it('claims: a table for people, a document for programs', async () => {
    const { code, out } = await run(folder, 'claims', 'a <b>');
    expect(code).toBe(0);
    expect(out).toContain('40 iterations (the paper: 50,000)');
    expect(out).toContain('lenet-earlier');
    const { results } = JSON.parse((await run(folder, 'claims', 'a <b>', '--json')).out) as ClaimsReport;
    expect(results.find(({ id }) => id === 'lenet-earlier')).toMatchObject({ outcome: 'cannot tell', paper: '38 % earlier' });
  });

  it('report: one file that loads nothing, with names from outside escaped', async () => {
    const { code, out, err } = await run(folder, 'report', 'a <b>', '--out', 'r.html');
    expect([code, out, err.trim()]).toEqual([0, '', 'Wrote r.html.']);
    const html = readFileSync(path.join(folder, 'r.html'), 'utf8');
    expect(html).toContain('<h1>a &lt;b&gt;</h1>');
    expect(html.match(/<svg /g)?.length).toBeGreaterThanOrEqual(12);
    expect(html).not.toMatch(/<script|<link|<img|NaN|undefined|src=/);
    expect(html).toContain('winning-ticket report');
    expect((await run(folder, 'report', 'a <b>', '--out', 'no/such/folder.html')).code).toBe(1);
    expect((await run(folder, 'report', 'nobody')).code).toBe(2);
    writeFileSync(path.join(folder, 'mine.html'), 'mine');
    const refused = await run(folder, 'report', 'a <b>', '-o', 'mine.html');
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/mine\.html is there already\. .*--force\.\n$/)]);
    expect(readFileSync(path.join(folder, 'mine.html'), 'utf8')).toBe('mine');
    expect((await run(folder, 'report', 'a <b>', '-o', 'mine.html', '--force')).code).toBe(0);
    expect(readFileSync(path.join(folder, 'mine.html'), 'utf8')).toContain('<h1>');
  });

  it('report: what is measured beyond the rounds, and the sweep that it belongs to', async () => {
    const network = { layers: [{ units: 20 }, { units: 10 }] };
    const training = { iterations: 20, evaluateEvery: 10, batchSize: 5000, validationSize: 10_000 };
    const pruning = { rounds: 1, earlyBird: { window: 2 } };
    const config = {
      network,
      training,
      pruning,
      instability: { rounds: [1], points: 3 },
      sweep: { 'training.learningRate': [0.01, 0.001] },
    };
    writeFileSync(path.join(folder, 'two.lottery.json'), JSON.stringify(config));
    expect((await run(folder, 'run', 'two.lottery.json')).code).toBe(0);
    await run(folder, 'report', 'two@learningRate=0.001', '--output', 'two.html');
    const html = readFileSync(path.join(folder, 'two.html'), 'utf8');
    for (const title of ['Early-Bird tickets', 'Instability', 'The sweep']) expect(html).toContain(`<h2>${title}</h2>`);
    expect(html).toMatch(/away from the final mask|the final mask was taken/);
    expect(html.indexOf('<td>0.001</td>')).toBeGreaterThan(html.indexOf('>learningRate</th>'));
    expect(html.indexOf('<td>0.01</td>')).toBeGreaterThan(html.indexOf('<td>0.001</td>'));
    expect(html).not.toMatch(/NaN|undefined/);
    await run(folder, 'report', 'two', '--out', 'sweep.html');
    expect(readFileSync(path.join(folder, 'sweep.html'), 'utf8')).toContain('<h2>The sweep</h2>');
    expect(readFileSync(path.join(folder, 'r.html'), 'utf8')).not.toContain('The sweep');
  });

  it('show SWEEP: its experiments side by side; what takes one experiment says so', async () => {
    const { out } = await run(folder, 'show', 'two');
    expect(out).toMatch(/^two: finished, a sweep of 2 experiments\n/);
    expect(out).toMatch(/^learningRate +dense [^]*^0\.001 [^]*^0\.01 /m);
    const { sweep, state, members } = JSON.parse((await run(folder, 'show', 'two', '--json')).out) as Record<string, unknown>;
    expect({ sweep, state, members }).toMatchObject({
      sweep: 'two',
      state: 'finished',
      members: [{ experiment: 'two@learningRate=0.001' }, {}],
    });
    const all = (await run(folder, 'export', 'two', '--format', 'csv', '-o', '-')).out.trim().split('\n');
    expect(all[0]).toMatch(/^experiment,setting\.learningRate,trial,round,remaining,/);
    expect(new Set(all.slice(1).map((line) => line.split(',').slice(0, 3).join()))).toEqual(
      new Set(['0.001', '0.01'].map((rate) => `two@learningRate=${rate},${rate},1`)),
    );
    expect((await run(folder, 'export', 'two', '--format', 'npz')).err).toContain('"two" is a sweep of 2. Name one of its experiments');
    const { code, err } = await run(folder, 'claims', 'two');
    expect({ code, err: err.trim() }).toEqual({
      code: 2,
      err: expect.stringContaining('"two" is a sweep of 2. Name one of its experiments, such as "two@learningRate=') as string,
    });
  });

  it('show TICKET: layer by layer', async () => {
    const ticket = 'a <b>/trial-1/round-01';
    const { analysis } = JSON.parse((await run(folder, 'show', ticket, '--json')).out) as { readonly analysis: TicketAnalysis };
    expect(analysis.layers.map(({ name, remaining }) => [name, remaining])).toEqual([
      ['fc1', 188_160],
      ['fc2', 24_000],
      ['fc3', 900],
    ]);
    expect(analysis.layers[0]?.incoming.reduce((sum, count) => sum + count, 0)).toBe(188_160);
    expect(analysis.layers[0]?.moved?.max).toBeGreaterThan(0);
    expect((await run(folder, 'show', ticket)).out).toContain('out of an input');
  });
});
