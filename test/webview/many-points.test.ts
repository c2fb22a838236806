/** 5 trials of 25 rounds with 500 evaluations each: everything is drawn. How long it takes is printed, and not judged: machines differ. */
import { expect, it } from 'vitest';
import { evaluations, largeSnapshot, rounds } from './samples/large.ts';
import { chartsIn } from './support/charts.ts';
import { openPanel } from './support/fake-host.ts';
import { usePanel } from './support/use-panel.ts';

const { browser } = await usePanel();

/** Milliseconds until a press has been carried out and drawn. */
const press = (selector: string): string => `(() => {
  const [node, begin] = [document.querySelector(${JSON.stringify(selector)}), performance.now()];
  node.click();
  return performance.now() - begin;
})()`;

it.skipIf(!browser)('curves of 130 trainings are drawn, all or some of them', async () => {
  if (!browser) return;
  const snapshot = largeSnapshot();
  const trainings = snapshot.document?.trainings ?? [];
  // As the extension sends it: curves follow when they are looked at.
  const light = {
    ...snapshot,
    document: snapshot.document && { ...snapshot.document, trainings: trainings.map((one) => ({ ...one, evaluations: [] })) },
  };
  const { page, complaints, curves } = await openPanel(browser, light);
  for (const { hash, evaluations: all } of trainings) curves.set(hash, all);
  await page.waitForSelector('.rounds tbody tr');
  const opened = await page.evaluate<number>('performance.now()');
  const tab = await page.evaluate<number>(press('[role=tab][id*=curves]'));
  const all = await page.evaluate<number>(press('#page-curves .all-or-none button'));
  await expect
    .poll(async () => (await chartsIn(page, '#page-curves')).slice(0, 2).map(({ lines }) => lines.length))
    .toEqual([rounds + 1, rounds + 1]);
  const [accuracy] = await chartsIn(page, '#page-curves');
  expect(accuracy?.lines.every(({ points }) => points === evaluations)).toBe(true);
  const box = `#page-curves .choices .choice:nth-child(4) input`;
  const toggles = [
    await page.evaluate<number>(press(box)),
    await page.evaluate<number>(press(box)),
    await page.evaluate<number>(press(box)),
  ];
  await expect.poll(async () => (await chartsIn(page, '#page-curves'))[0]?.lines.length).toBe(rounds);
  const times = { 'page opened': opened, 'tab of curves': tab, 'all rounds': all, toggle: Math.max(...toggles) };
  console.log(
    Object.entries(times)
      .map(([what, time]) => `${what}: ${Math.round(time)} ms`)
      .join(', '),
  );
  await page.screenshot({ path: 'test-results/screenshots/many-points.png', fullPage: true });
  expect(complaints).toEqual([]);
});
