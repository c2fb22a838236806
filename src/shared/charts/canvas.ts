/** The part of a canvas that figures are drawn on: a browser's canvas has it, and so has `SvgCanvas`. */
export interface DrawingContext {
  font: string;
  fillStyle: unknown;
  strokeStyle: unknown;
  globalAlpha: number;
  lineWidth: number;
  lineCap: 'butt' | 'round' | 'square';
  lineJoin: 'bevel' | 'miter' | 'round';
  lineDashOffset: number;
  textAlign: 'center' | 'end' | 'left' | 'right' | 'start';
  textBaseline: 'alphabetic' | 'bottom' | 'hanging' | 'ideographic' | 'middle' | 'top';
  save(): void;
  restore(): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  clip(): void;
  fill(): void;
  stroke(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
  setLineDash(dash: number[]): void;
}

export interface DrawingCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): DrawingContext | null;
}

export const fontSize = 12;

/** As CSS writes it. */
export const fontOf = (family: string, bold = false): string => `${bold ? 'bold ' : ''}${fontSize}px ${family}`;
