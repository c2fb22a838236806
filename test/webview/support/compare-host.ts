import type { Browser, Page } from 'playwright-core';
import { createEndpoint } from '../../../src/shared/channel/channel-endpoint.ts';
import type { Envelope } from '../../../src/shared/channel/channel.ts';
import type { CompareCalls, CompareEvents, CompareSnapshot } from '../../../src/shared/channel/compare-protocol.ts';
import type { Language } from '../../../src/shared/text/language.ts';
import { samplePicture } from '../samples/compared.ts';
import { patience, serve } from './fake-host.ts';
import { compareBundle } from './panel-bundle.ts';
import { compareHtml, fakeApiScript, origin, themeCss } from './panel-page.ts';
import { type ThemeName, themes } from './themes.ts';

interface CompareOptions {
  readonly width?: number;
  /** Pixels of the screen to one of the page. */
  readonly scale?: number;
  readonly language?: Language | null;
}

interface Compared {
  readonly page: Page;
  /** Indices of items whose panels were asked for. */
  readonly shown: number[];
  /** Layers of which a picture was asked for. */
  readonly layers: string[];
  /** Errors, refused styles and scripts. */
  readonly complaints: string[];
}

let bundle: ReturnType<typeof compareBundle> | undefined;

/** The page that compares, with the real bundle and the real protocol, where VS Code would be. */
export async function openComparison(
  browser: Browser,
  snapshot: CompareSnapshot,
  theme: ThemeName,
  { width = 1140, scale = 1, language = null }: CompareOptions = {},
): Promise<Compared> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, deviceScaleFactor: scale });
  page.setDefaultTimeout(patience);
  const lists = { shown: [] as number[], layers: [] as string[], complaints: [] as string[] };
  page.on('pageerror', (error) => lists.complaints.push(String(error)));
  page.on('console', (message) => (message.type() === 'error' ? lists.complaints.push(message.text()) : 0));
  let receive: (message: unknown) => void = () => undefined;
  await page.exposeFunction('toHost', (message: unknown) => receive(message));
  const post = (message: Envelope): void =>
    void page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch(() => undefined);
  createEndpoint<{ calls: object; events: CompareEvents }, { calls: CompareCalls; events: object }>(
    { post, onMessage: (listener) => void (receive = listener) },
    {
      handlers: {
        ready: () => snapshot,
        picture: ({ layer }) => {
          lists.layers.push(layer);
          return samplePicture(layer);
        },
        show: ({ item }) => (lists.shown.push(item), null),
        textDiff: () => null,
        saveFigure: () => null,
      },
    },
  );
  await serve(page, compareHtml(themes[theme], language), themeCss(themes[theme]), (bundle ??= compareBundle()));
  await page.addInitScript({ content: fakeApiScript });
  await page.goto(`${origin}/`);
  await page.locator('table.compared').waitFor();
  return { page, ...lists };
}
