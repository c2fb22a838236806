import type { Page } from 'playwright-core';

/** A text that people meet on a page, and what shows or says it. */
export interface PageText {
  readonly text: string;
  readonly from: string;
}

/** Texts of elements that are shown, their names and hints, choices of lists, and the words of charts, which are drawn. */
const read = `(() => {
  const found = [];
  const add = (text, from) => { if (text && text.trim()) found.push({ text: text.trim(), from }); };
  const nameOf = (node) => node.tagName.toLowerCase() + (node.getAttribute('class') ? '.' + node.getAttribute('class') : '');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent.tagName === 'SCRIPT') continue;
    if (parent.tagName === 'OPTION' || parent.checkVisibility()) add(node.textContent, nameOf(parent));
  }
  for (const node of document.body.querySelectorAll('*')) {
    if (!node.checkVisibility()) continue;
    for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) add(node.getAttribute(name), nameOf(node) + ' ' + name);
    const { frame, chart } = node.drawing ?? {};
    if (!frame || !chart) continue;
    const { figure } = frame;
    const ticks = Object.values(chart.scales).flatMap((scale) => scale.ticks.map(({ label }) => label));
    const lines = figure.lines.map(({ label }) => label);
    for (const text of [figure.title, figure.x.title, figure.y.title, frame.note, ...lines, ...ticks]) add(text, 'chart ' + figure.id);
  }
  return found;
})()`;

export const pageTexts = (page: Page): Promise<readonly PageText[]> => page.evaluate(read);

/** Texts that are shown only in part: of elements whose words go beyond their box or the page, outside of boxes that scroll, and of charts beyond their canvas. */
const cut = `(() => {
  const cutInChart = ({ frame, plot, context }) => {
    const { figure, entries, note, legend, width, yAxis } = frame;
    const spans = (text, left, bold) => {
      context.font = (bold ? 'bold ' : '') + '12px ' + frame.look.family;
      return { text, left, right: left + context.measureText(text).width };
    };
    const [y, x] = [spans(figure.y.title, 0), spans(figure.x.title, 0)];
    const labels = legend === 'direct' ? figure.lines.filter((line) => !line.marksOnly).map((line) => line.label) : [];
    return [
      ...frame.titles.map((title) => spans(title, plot.left, true)), { ...y, left: plot.right - y.right }, { ...x, left: (plot.left + plot.right - x.right) / 2, right: (plot.left + plot.right + x.right) / 2 },
      spans(note, yAxis), ...entries.flatMap((entry) => entry.pieces.map((piece) => spans(piece, entry.x + 36))), ...labels.map((label) => spans(label, plot.right + 8)),
    ].filter(({ left, right }) => left < 0 || right > width + 1).map(({ text }) => 'chart ' + figure.id + ': ' + text);
  };
  const found = [];
  const width = document.documentElement.clientWidth;
  for (const node of document.body.querySelectorAll('*')) {
    if (!node.checkVisibility() || node.closest('.scroll-box, .scroll, .visually-hidden, svg, pre')) continue;
    if (node.drawing?.chart) found.push(...cutInChart(node.drawing));
    if (![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const isCut = getComputedStyle(node).overflowX !== 'visible' && node.scrollWidth > node.clientWidth + 1;
    if (box.right > width + 1 || box.left < -1 || isCut) found.push(node.tagName + ': ' + node.textContent.trim());
  }
  return found;
})()`;

export const cutTexts = (page: Page): Promise<readonly string[]> => page.evaluate(cut);

/** Elements that make the page wider than the window. */
const wide = `(() => {
  const width = document.documentElement.clientWidth;
  const all = document.documentElement.scrollWidth > width ? [...document.body.querySelectorAll('*')] : [];
  return all.filter((node) => node.checkVisibility() && !node.parentElement.closest('.scroll-box, .scroll') && node.getBoundingClientRect().right > width + 1)
    .map((node) => node.tagName.toLowerCase() + '.' + node.getAttribute('class'));
})()`;

export const wideElements = (page: Page): Promise<readonly string[]> => page.evaluate(wide);
