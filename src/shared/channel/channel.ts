/** The one typed channel between host and runner, and between host and webview: calls, events, error replies. */
import type { Words } from '../text/told.ts';

export const protocolVersion = 1;

export type Envelope =
  | { readonly v: typeof protocolVersion; readonly kind: 'call'; readonly id: number; readonly method: string; readonly payload: unknown }
  | { readonly v: typeof protocolVersion; readonly kind: 'reply'; readonly id: number; readonly payload: unknown }
  | { readonly v: typeof protocolVersion; readonly kind: 'error'; readonly id: number; readonly message: string; readonly told?: Words }
  | {
      readonly v: typeof protocolVersion;
      readonly kind: 'event';
      readonly sequence: number;
      readonly method: string;
      readonly payload: unknown;
    };

export interface Port {
  post(message: Envelope): void;
  onMessage(listener: (message: unknown) => void): void;
}
