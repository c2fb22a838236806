/** The panel as people use it: a real page with the real bundle, and a host that answers as the extension does. */
import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { sampleSnapshot } from './samples/snapshot.ts';
import { sampleTicket } from './samples/ticket.ts';
import { chartsIn } from './support/charts.ts';
import { openPanel } from './support/fake-host.ts';
import { rowOf } from './support/row-of.ts';
import { usePanel } from './support/use-panel.ts';

const { browser, open } = await usePanel();
const goTo = (page: Page, tab: string): Promise<void> => page.getByRole('tab', { name: tab }).click();
const press = (page: Page, button: string): Promise<void> => page.getByRole('button', { name: button, exact: true }).click();

describe.skipIf(!browser)('the head of the panel', () => {
  it('says which experiment this is, how far it is and what came out', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('h1').textContent()).toBe('lenet-mnist');
    expect(await page.locator('.pill').allTextContents()).toEqual(['LeNet-300-100 · MNIST', '2 trials', 'embedded engine']);
    expect(await page.locator('.progress-text').textContent()).toContain('71 % · about 4 min left');
    expect(await page.locator('.verdict.winning strong').textContent()).toContain('Winning ticket with 21.1');
    expect(complaints).toEqual([]);
  });

  it('names engine, backend, graphics card and driver, on a narrow page too', async () => {
    const { document } = sampleSnapshot();
    if (!document) throw new Error('no document');
    const device = 'NVIDIA GeForce RTX 3060 (nvidia, ampere), driver 535.129.03';
    const engine = { name: 'tfjs' as const, numerics: 2, backend: 'webgpu' as const, device };
    const { page } = await openPanel(
      browser as Browser,
      { document: { ...document, engine }, progress: null, ticket: null, canRun: true },
      { width: 400 },
    );
    expect((await page.locator('.pill').allTextContents()).slice(-2)).toEqual(['TensorFlow.js (webgpu)', device]);
    expect(
      await page
        .locator('.pill')
        .last()
        .evaluate((pill) => pill.scrollWidth <= pill.clientWidth),
    ).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('has the verdict as a headline and aligned facts, its sentences behind Details; on other tabs the headline alone', async () => {
    const { page } = await open();
    const rows = await page
      .locator('.facts-table tr')
      .evaluateAll((all) => all.map((row) => (row as { textContent: string }).textContent.replaceAll('\u00a0', ' ')));
    expect(rows.slice(0, 2)).toEqual(['Accuracy98.36 %dense 97.47 %+0.89 points', 'Early stop2,150dense 2,70020 % earlier']);
    expect(await page.locator('.facts-table .fact-for').count()).toBe(4);
    expect(await page.locator('.verdict details p').isVisible()).toBe(false);
    await page.locator('.verdict summary').click();
    expect(await page.locator('.verdict details p').textContent()).toContain('a random mask of the same size');
    await goTo(page, 'Claims');
    expect(await page.locator('.verdict strong').isVisible()).toBe(true);
    expect(await page.locator('.facts-table').isVisible()).toBe(false);
  });

  it('offers to run an experiment that was never run', async () => {
    const { page, commands, endpoint, snapshot } = await openPanel(browser as Browser, {
      document: null,
      progress: null,
      ticket: null,
      canRun: true,
    });
    await page.getByText('No rounds yet.', { exact: true }).waitFor();
    await page.screenshot({ path: 'test-results/screenshots/empty.png' });
    await press(page, 'Run');
    await expect.poll(() => commands).toEqual([{ command: 'run' }]);
    endpoint.emit('snapshot', { ...snapshot, running: true });
    await page.getByText('Preparing the run ...').waitFor();
    endpoint.emit('snapshot', { ...snapshot, running: true, measuring: { device: 'NVIDIA L4 (driver 565.57)' } });
    await page.getByText('Measuring the speed of the graphics card NVIDIA L4 (driver 565.57) ...').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel' }).isEnabled()).toBe(true);
  });

  it('says why an experiment failed, and offers the log', async () => {
    const { page, commands } = await open({ state: 'failed', rounds: 3 });
    expect(await page.locator('.verdict.failed').textContent()).toContain('The loss became NaN at iteration 1,200');
    await page.screenshot({ path: 'test-results/screenshots/failed.png' });
    await press(page, 'Show Log');
    await expect.poll(() => commands).toEqual([{ command: 'showLog' }]);
  });

  it('draws what there is of a training that broke down, marks the place, and announces it', async () => {
    const { document } = sampleSnapshot({ rounds: 1 });
    if (!document) throw new Error('no document');
    const [dense] = document.trainings;
    const failed = { ...{ trial: 1, round: 0, series: 'ticket' as const, replicate: 0, role: 'trial-1/round-00/ticket' }, iteration: 620 };
    const failedTrainings = [
      { ...failed, reason: 'The loss became NaN at iteration 620.', evaluations: dense?.evaluations.slice(0, 5) ?? [] },
    ];
    const nothing = { ...document, state: 'failed' as const, rounds: [], trainings: [], failedTrainings, failure: 'It failed.' };
    const { page, complaints } = await openPanel(browser as Browser, { document: nothing, progress: null, ticket: null, canRun: true });
    await page.getByText('Trial 1, dense network has failed: The loss became NaN at iteration 620.').waitFor();
    await goTo(page, 'Curves');
    await page.getByText('Red diamonds: trial 1, dense network: failed at iteration 620.').waitFor();
    expect(await page.getByText('No curves yet').isVisible()).toBe(false);
    await page.getByText('Table: accuracy by iteration').click();
    await expect.poll(() => page.locator('.tall tbody tr').count()).toBe(6);
    await page.screenshot({ path: 'test-results/screenshots/failed-curve.png' });
    expect(complaints).toEqual([]);
  });

  it('offers to resume an experiment that was interrupted', async () => {
    const { page } = await open({ state: 'interrupted' });
    expect(await page.getByRole('button', { name: 'Resume' }).isEnabled()).toBe(true);
  });

  it('asks for a report', async () => {
    const { page, commands } = await open();
    await press(page, 'Report');
    await expect.poll(() => commands).toEqual([{ command: 'exportReport' }]);
  });
});

describe.skipIf(!browser)('the tabs', () => {
  it('follow the keyboard, round at both ends', async () => {
    const { page } = await open();
    const selected = (): Promise<string | null> => page.getByRole('tab', { selected: true }).textContent();
    await page.getByRole('tab', { name: 'Overview' }).focus();
    for (const [key, tab] of [
      ['ArrowRight', 'Curves'],
      ['End', 'Config'],
      ['ArrowRight', 'Overview'],
      ['ArrowLeft', 'Config'],
    ] as const) {
      await page.keyboard.press(key);
      expect(await selected()).toBe(tab);
    }
  });

  it('come back after a reload', async () => {
    const { page } = await open();
    await goTo(page, 'Config');
    await page.reload();
    await page.locator('#page-config:not([hidden]) pre').waitFor();
  });
});

describe.skipIf(!browser)('the table of rounds', () => {
  it('holds every number of the charts', async () => {
    const { page } = await open({ censored: true });
    expect(await rowOf(page, 0)).toEqual(['0', '100.0 % 266,200', '97.47 %', '2,700', '–', '–', '–', '–', 'dense']);
    expect(await rowOf(page, 7)).toEqual(['7', '21.1 % 56,088', '98.36 %', '2,150', '97.94 %', '4,150', '97.81 %', '5,450', 'winning']);
    expect((await rowOf(page, 8))[7]).toBe('>= 14,750');
    expect(await page.locator('.rounds tr.winning').count()).toBe(6);
  });
});

describe.skipIf(!browser)('a ticket', () => {
  it('is inspected by a press on its row, and can be trained again', async () => {
    const { page, inspected, commands } = await open();
    await page.locator('.rounds tbody tr[data-key="4"] button').click();
    await page.getByText('Ticket of round 4, trial 1').first().waitFor();
    expect(inspected).toContain('lenet-mnist/trial-1/round-04');
    await press(page, 'Retrain...');
    await expect.poll(() => commands).toEqual([{ command: 'retrain', ticket: 'lenet-mnist/trial-1/round-04' }]);
  });

  it('is inspected by a press on its point', async () => {
    const { page, inspected } = await open();
    const box = (await page.locator('#page-overview .drawing canvas').first().boundingBox()) as {
      x: number;
      y: number;
      width: number;
      height: number;
    };
    await page.mouse.click(box.x + box.width - 18, box.y + 60);
    await expect.poll(() => inspected).toContain('lenet-mnist/trial-1/round-08');
  });

  it('is inspected where the host shows it', async () => {
    const { page, endpoint, snapshot } = await open();
    const ticket = sampleTicket('lenet-mnist/trial-2/round-03', sampleSnapshot().document as never);
    endpoint.emit('snapshot', { ...snapshot, ticket });
    await page.getByText('Ticket of round 3, trial 2').first().waitFor();
  });
});

describe.skipIf(!browser)('Curves', () => {
  it('has a table of the chosen rounds', async () => {
    const { page } = await open();
    await goTo(page, 'Curves');
    await page.getByLabel('51.3 %').check();
    await page.getByText('Table: accuracy by iteration').click();
    const table = page.locator('#page-curves details', { hasText: 'Table: accuracy' });
    await table.locator('tbody tr').first().waitFor();
    await expect.poll(() => table.locator('thead th').allTextContents()).toEqual(['Iteration', 'dense', '51.3 %', '21.1 %']);
    await expect.poll(() => table.locator('tbody tr').count()).toBe(150);
  });

  it('draws another experiment of the store beside this one', async () => {
    const { page } = await open();
    await goTo(page, 'Curves');
    await page.locator('#page-curves .ticket-section select').selectOption('one-shot');
    await page.locator('#page-curves canvas[aria-label^="Early-stopping iteration"]').waitFor();
    const labels = async () => (await chartsIn(page, '#page-curves')).flatMap(({ lines }) => lines.map(({ label }) => label));
    await expect.poll(async () => (await labels()).filter((label) => label.includes('one-shot (iterative)'))).toHaveLength(4);
  });
});

describe.skipIf(!browser)('Masks', () => {
  it('goes through the rounds by a slider', async () => {
    const { page } = await open();
    await goTo(page, 'Masks');
    await page.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    await page.getByText('Round 0 · dense').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.masks tr.inspected', { hasText: '80.0 %' }).waitFor();
    expect(await page.locator('.masks tbody tr').count()).toBe(9);
  });
});

describe.skipIf(!browser)('Layers', () => {
  it('shows the weights, how far they moved and the connections of each layer', async () => {
    const { page } = await open();
    await goTo(page, 'Layers');
    await page.getByText('20 of 196 inputs have died').waitFor();
    await expect.poll(() => page.locator('#page-layers .drawing canvas').count()).toBe(3);
    await page.locator('#page-layers section select').first().selectOption('fc2');
    await page.getByText('6 of 60 inputs have died').waitFor();
  });
});

describe.skipIf(!browser)('Claims', () => {
  it('has a row each, with the paper, the run and the outcome', async () => {
    const { page } = await open();
    await goTo(page, 'Claims');
    await page.getByText('LeNet-300-100 on MNIST, iterative pruning, but with 15,000 iterations').waitFor();
    const rows = page.locator('.claims tbody tr');
    expect(await rows.count()).toBe(10);
    const [claim, outcome, at, paper, run] = await rows.first().locator('th, td').allTextContents();
    expect(claim).toBe('The ticket stops earlier than the dense networklenet-earlier');
    expect([at, paper]).toEqual(['21.1\u00a0%', '38\u00a0% earlier']);
    expect(run).toMatch(/^20\u00a0% earlier \(-550\u00a0iterations\), 95\u00a0% interval .*round 7, 21\.1\u00a0% remaining$/);
    expect(outcome).toContain('cannot tell');
    expect(outcome).toContain('the paired t interval over 2\u00a0trials includes 0');
  });
});

describe.skipIf(!browser)('a figure', () => {
  const save = async (page: Page, figure: string, how: string): Promise<void> => {
    await page.getByLabel(`Export: ${figure}`).click();
    await press(page, how);
  };

  it('is saved as SVG, without the series that are hidden', async () => {
    const { page, saved, complaints } = await open();
    await page.locator('.legend-item', { hasText: /^random mask$/ }).click();
    await save(page, 'test accuracy at early stop', 'Save as SVG...');
    await expect.poll(() => saved).toMatchObject([{ name: 'accuracy', kind: 'svg' }]);
    expect(saved[0]?.content).toContain('random reinitialisation');
    expect(saved[0]?.content).not.toContain('random mask');
    expect(complaints).toEqual([]);
  });

  it('is saved as PNG, twice as wide as the drawing of 640', async () => {
    const { page, saved, complaints } = await open();
    await save(page, 'early-stopping iteration', 'Save as PNG...');
    await expect.poll(() => saved).toMatchObject([{ name: 'early-stop', kind: 'png' }]);
    const png = Buffer.from(saved[0]?.content ?? '', 'base64');
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['PNG', 1280]);
    expect(complaints).toEqual([]);
  });

  it('is saved as numbers, a line a point', async () => {
    const { page, saved, complaints } = await open();
    await goTo(page, 'Curves');
    await save(page, 'test accuracy at the last iteration', 'Save numbers as CSV...');
    await expect.poll(() => saved).toMatchObject([{ name: 'last-iteration', kind: 'csv' }]);
    expect(saved[0]?.content.split('\n')[0]).toBe('series,"weights remaining, %","test accuracy, %",min,max,bound,n');
    expect(complaints).toEqual([]);
  });
});
