/** The panel of one experiment. */
import { announcer } from './head/announcer.ts';
import { claimsTab } from './claims/claims-tab.ts';
import { configTab } from './config-tab.ts';
import { colorSheet } from './charts/panel-colors.ts';
import { curvesTab } from './curves/curves-tab.ts';
import { element } from './dom/element.ts';
import { header } from './head/header.ts';
import type { PanelSnapshot } from '../src/shared/channel/webview-protocol.ts';
import { connectHost, type Host } from './model/host.ts';
import { notices } from './head/notices.ts';
import { masksTab } from './masks/masks-tab.ts';
import { overviewTab } from './overview/overview-tab.ts';
import { PanelModel } from './model/panel-model.ts';
import type { View } from './model/panel.ts';
import { progressLine } from './head/progress-line.ts';
import { restoreState } from './model/saved-state.ts';
import { sweepHeader, sweepPage } from './sweep/sweep-page.ts';
import { tabList } from './head/tab-list.ts';
import { onThemeChange } from './charts/theme.ts';
import { layersTab } from './ticket/layers-tab.ts';
import { verdictBox } from './head/verdict-box.ts';
import { t } from '../src/shared/text/language.ts';
import { adoptLanguage } from './language.ts';

/** Views that change with every report of progress, and views that change only with the results. */
function views(panel: PanelModel): { readonly quick: readonly View[]; readonly rest: readonly View[] } {
  if (panel.state.isSweep) return { quick: [sweepHeader(panel), progressLine()], rest: [sweepPage(panel), announcer()] };
  const tabs = tabList(panel, [
    { id: 'overview', label: t('Overview'), view: overviewTab(panel) },
    { id: 'curves', label: t('Curves'), view: curvesTab(panel) },
    { id: 'masks', label: t('Masks'), view: masksTab(panel) },
    { id: 'layers', label: t('Layers'), view: layersTab(panel) },
    { id: 'claims', label: t('Claims'), view: claimsTab() },
    { id: 'config', label: t('Config'), view: configTab(panel) },
  ]);
  return { quick: [header(panel), progressLine()], rest: [verdictBox(panel), notices(), tabs, announcer()] };
}

/** The policy of the page forbids inline styles, but not style sheets that a script makes. */
function adoptColors(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(colorSheet());
  document.adoptedStyleSheets.push(sheet);
}

/** Of snapshots that come faster than they can be drawn only the newest is. */
function listen(host: Host, panel: PanelModel): void {
  let waiting: PanelSnapshot | null = null;
  const receive = (): void => {
    const newest = waiting;
    waiting = null;
    if (newest) panel.receive(newest);
  };
  host.onSnapshot((snapshot) => {
    if (waiting === null) requestAnimationFrame(receive);
    waiting = snapshot;
  });
  host.onProgress((progress) => {
    // It is newer than the snapshot that waits.
    if (waiting) waiting = { ...waiting, progress };
    panel.progress(progress);
  });
  host.onUnderWay((underWay) => panel.grow(underWay));
}

async function start(): Promise<void> {
  adoptLanguage();
  adoptColors();
  const host = connectHost();
  const panel = new PanelModel(host, restoreState(host.savedState(), document.body.dataset));
  const { quick, rest } = views(panel);
  const all = [...quick, ...rest];
  const main = document.querySelector('main') ?? document.body.appendChild(element('main'));
  main.replaceChildren(...all.map(({ element: node }) => node));
  panel.draw = () => all.forEach((view) => view.update(panel));
  panel.drawProgress = () => quick.forEach((view) => view.update(panel));
  onThemeChange(() => panel.draw());
  listen(host, panel);
  panel.change({});
  await host.ready(panel.state.experiment).then(
    (snapshot) => panel.receive(snapshot),
    (error: unknown) => panel.fail(error),
  );
}

void start();
