import { createEndpoint } from '../../src/shared/channel/channel-endpoint.ts';
import type { Envelope } from '../../src/shared/channel/channel.ts';
import type { CompareCalls, CompareEvents, CompareSnapshot, LayerPicture } from '../../src/shared/channel/compare-protocol.ts';
import type { SavedFigure } from '../../src/shared/channel/webview-protocol.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The host's end, as the page sees it. */
export interface CompareHost {
  ready(): Promise<CompareSnapshot>;
  picture(a: number, b: number, layer: string): Promise<LayerPicture>;
  show(item: number): void;
  textDiff(a: number, b: number): void;
  save(figure: SavedFigure): void;
  onSnapshot(listener: (snapshot: CompareSnapshot) => void): void;
}

const patience = { timeout: 60_000 };

export function connectHost(): CompareHost {
  const api = acquireVsCodeApi();
  // What a reload brings back.
  api.setState(JSON.parse(document.body.dataset['refs'] ?? '[]'));
  let listen: (snapshot: CompareSnapshot) => void = () => undefined;
  const endpoint = createEndpoint<{ calls: CompareCalls; events: object }, { calls: object; events: CompareEvents }>(
    {
      post: (message: Envelope) => api.postMessage(message),
      onMessage: (listener) => window.addEventListener('message', ({ data }) => listener(data)),
    },
    { handlers: {}, onEvent: (event) => listen(event.payload) },
  );
  return {
    ready: () => endpoint.call('ready', {}, patience),
    picture: (a, b, layer) => endpoint.call('picture', { a, b, layer }, patience),
    show: (item) => void endpoint.call('show', { item }, patience),
    textDiff: (a, b) => void endpoint.call('textDiff', { a, b }, patience),
    save: (figure) => void endpoint.call('saveFigure', figure, { timeout: null }),
    onSnapshot: (listener) => void (listen = listener),
  };
}
