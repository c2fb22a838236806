import type { Locator, Page } from 'playwright-core';

/** A chart as it lies on the page, read from the drawing that its canvas carries. */
export interface ShownChart {
  /** Title and caption, for those who do not see it. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of the canvas across. */
  readonly pixels: number;
  /** Words at the ticks. */
  readonly ticks: { readonly x: readonly string[]; readonly y: readonly string[] };
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly lines: readonly { readonly label: string; readonly color: string; readonly dash: readonly number[]; readonly points: number }[];
  /** Middles of the marks, in pixels of the page. */
  readonly marks: readonly { readonly label: string; readonly places: readonly (readonly [number, number])[] }[];
  readonly note: string;
}

const read = `((canvas) => {
  const { chart, frame } = canvas.drawing;
  const sets = chart.data.datasets.map((set, index) => ({ set, meta: chart.getDatasetMeta(index) }));
  const labels = (scale) => scale.ticks.map(({ label }) => label).filter(Boolean);
  const { left, right, top, bottom } = chart.chartArea;
  return {
    name: canvas.getAttribute('aria-label'), width: chart.width, height: chart.height, pixels: canvas.width,
    ticks: { x: labels(chart.scales.x), y: labels(chart.scales.y) }, plot: { left, right, top, bottom },
    lines: sets.filter(({ set }) => set.showLine !== false)
      .map(({ set }) => ({ label: set.label, color: set.borderColor, dash: set.borderDash, points: set.data.length })),
    marks: sets.filter(({ set }) => set.showLine === false)
      .map(({ set, meta }) => ({ label: set.label, places: meta.data.map(({ x, y }) => [x, y]) })),
    note: frame.note,
  };
})`;

/** The charts that are seen, in the order of the page. @param scope A selector of what they lie in. */
export const chartsIn = (page: Page, scope: string): Promise<readonly ShownChart[]> =>
  page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(scope)} + ' .drawing canvas')].filter((canvas) => canvas.checkVisibility()).map(${read})`,
  );

/** The first of them, once it is drawn. */
export async function chartIn(page: Page, scope: string): Promise<ShownChart> {
  await page.locator(`${scope} .drawing canvas`).first().waitFor();
  const [first] = await chartsIn(page, scope);
  if (!first) throw new Error(`${scope} has no chart.`);
  return first;
}

interface Canvas {
  readonly width: number;
  readonly clientWidth: number;
  getContext(kind: '2d'): { getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray } };
}

/** Colours around a place of a canvas, as #rrggbb, a row of them from left to right. @param reach Pixels to both sides. */
export const colorsAround = (canvas: Locator, [x, y]: readonly [number, number], reach: number): Promise<readonly string[]> =>
  canvas.evaluate(
    (node: Canvas, [left, top, wide]) => {
      const ratio = node.width / node.clientWidth;
      const { data } = node.getContext('2d').getImageData(Math.round(left * ratio), Math.round(top * ratio), Math.round(wide * ratio), 1);
      const hex = (value: number): string => value.toString(16).padStart(2, '0');
      return Array.from({ length: data.length / 4 }, (_, pixel) => `#${[...data.slice(4 * pixel, 4 * pixel + 3)].map(hex).join('')}`);
    },
    [x - reach, y, 2 * reach] as const,
  );
