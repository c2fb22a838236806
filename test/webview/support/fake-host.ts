import type { Browser, Page } from 'playwright-core';
import { createEndpoint, type Endpoint } from '../../../src/shared/channel/channel-endpoint.ts';
import type { Envelope } from '../../../src/shared/channel/channel.ts';
import type { PanelCalls, PanelEvents, PanelSnapshot, SavedFigure } from '../../../src/shared/channel/webview-protocol.ts';
import type { WouldTell } from '../../../src/shared/results/verdict/verdict.ts';
import type { Evaluation } from '../../../src/shared/specs/training.ts';
import type { Language } from '../../../src/shared/text/language.ts';
import type { FilterPlace } from '../../../src/shared/results/ticket/filter-kernels.ts';
import type { LayerMask } from '../../../src/shared/results/ticket/layer-mask.ts';
import { panelBundle } from './panel-bundle.ts';
import { fakeApiScript, origin, panelHtml, themeCss } from './panel-page.ts';
import { sampleAnalysis } from '../samples/analysis.ts';
import { sampleConvolutions, sampleKernels } from '../samples/convolutions.ts';
import { sampleMask } from '../samples/masks.ts';
import { sampleDocument } from '../samples/document.ts';
import { sampleTicket } from '../samples/ticket.ts';
import { type ThemeName, themes } from './themes.ts';

type Mine = { calls: object; events: PanelEvents };
type Theirs = { calls: PanelCalls; events: object };
type Command = PanelCalls['command']['payload'];

export interface FakeHost {
  readonly page: Page;
  readonly endpoint: Endpoint<Mine>;
  /** What `ready` answers. */
  snapshot: PanelSnapshot;
  readonly commands: Command[];
  readonly inspected: string[];
  readonly saved: SavedFigure[];
  /** Settings with which a run was asked for. */
  readonly changes: WouldTell[];
  /** Members of a sweep whose panels were asked for. */
  readonly members: string[];
  /** Experiments of whose sweep the page was asked for. */
  readonly sweeps: string[];
  /** Whose kernels were asked for. */
  readonly places: FilterPlace[];
  /** Whose masks were asked for: ticket and layer. */
  readonly masks: string[];
  /** Hashes of trainings whose evaluations were asked for, and what is answered. */
  readonly curvesAsked: string[];
  readonly curves: Map<string, readonly Evaluation[]>;
  /** What a mask's request is answered with. */
  mask: (ticket: string, layer: string) => LayerMask;
  /** Errors, refused styles and scripts. */
  readonly complaints: string[];
}

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen to one of the page; 1 where it is absent. */
  readonly scale?: number;
  readonly experiment?: string;
  /** Whether it is the page of a sweep of that name. */
  readonly sweep?: boolean;
  /** English where it is absent. */
  readonly language?: Language;
}

/** Milliseconds of one click or look: on a busy machine a page takes many seconds to be drawn. */
export const patience = 120_000;

/** A page with the real bundle and the real protocol, where VS Code would be. */
export async function openPanel(browser: Browser, snapshot: PanelSnapshot, options: PanelOptions = {}): Promise<FakeHost> {
  const viewport = { width: options.width ?? 1140, height: options.height ?? 900 };
  const page = await browser.newPage({ viewport, deviceScaleFactor: options.scale ?? 1 });
  page.setDefaultTimeout(patience);
  const host = await connect(page, snapshot);
  const theme = themes[options.theme ?? 'dark'];
  await serve(page, panelHtml(options.experiment ?? 'lenet-mnist', theme, options.sweep, options.language), themeCss(theme));
  await page.addInitScript({ content: fakeApiScript });
  await page.goto(`${origin}/`);
  await page.waitForSelector('main h1');
  return host;
}

async function connect(page: Page, snapshot: PanelSnapshot): Promise<FakeHost> {
  const lists = {
    commands: [] as Command[],
    inspected: [] as string[],
    saved: [] as SavedFigure[],
    changes: [] as WouldTell[],
    members: [] as string[],
    sweeps: [] as string[],
    places: [] as FilterPlace[],
    masks: [] as string[],
    curvesAsked: [] as string[],
    complaints: [] as string[],
  };
  let receive: (message: unknown) => void = () => undefined;
  await page.exposeFunction('toHost', (message: unknown) => receive(message));
  page.on('pageerror', (error) => lists.complaints.push(String(error)));
  page.on('console', (message) => (message.type() === 'error' ? lists.complaints.push(message.text()) : 0));
  const post = (message: Envelope): void =>
    void page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => undefined);
  const port = { post, onMessage: (listener: (message: unknown) => void) => void (receive = listener) };
  const mask = (ticket: string, layer: string): LayerMask => sampleMask(ticket, layer, host.snapshot.document?.config.network === 'conv-2');
  const handlers = {
    ready: () => host.snapshot,
    inspect: ({ ticket }: { readonly ticket: string }) => (
      host.inspected.push(ticket),
      sampleTicket(ticket, host.snapshot.document as never)
    ),
    analyse: ({ ticket }: { readonly ticket: string }) =>
      host.snapshot.document?.config.network === 'conv-2' ? sampleConvolutions(ticket) : sampleAnalysis(ticket),
    kernels: ({ place }: PanelCalls['kernels']['payload']) => {
      lists.places.push(place);
      return sampleKernels(place);
    },
    curves: ({ hashes }: PanelCalls['curves']['payload']) => {
      lists.curvesAsked.push(...hashes);
      return Object.fromEntries(hashes.map((hash) => [hash, host.curves.get(hash) ?? []]));
    },
    mask: ({ ticket, layer }: PanelCalls['mask']['payload']) => {
      lists.masks.push(`${ticket} ${layer}`);
      return host.mask(ticket, layer);
    },
    others: () => ['one-shot'],
    other: ({ experiment }: { readonly experiment: string }) => sampleDocument({ experiment, rounds: 6 }),
    showMember: ({ experiment }: { readonly experiment: string }) => (lists.members.push(experiment), null),
    showSweep: () => (lists.sweeps.push('asked'), null),
    runWith: (change: WouldTell) => (lists.changes.push(change), null),
    saveFigure: (figure: SavedFigure) => (lists.saved.push(figure), null),
    command: (command: Command) => (host.commands.push(command), null),
  };
  const host: FakeHost = { page, endpoint: createEndpoint<Mine, Theirs>(port, { handlers }), snapshot, mask, curves: new Map(), ...lists };
  return host;
}

/** Answers what the page asks for. @param bundle Files by their names. */
export async function serve(page: Page, html: string, theme: string, bundle = panelBundle()): Promise<void> {
  const files = new Map([...(await bundle), ['theme.css', Buffer.from(theme)] as const]);
  const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };
  await page.route(`${origin}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const body = files.get(name);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
    return body ? route.fulfill({ contentType: types[name.split('.').at(-1) ?? ''] ?? '', body }) : route.fulfill({ status: 404 });
  });
}
