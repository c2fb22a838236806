/** Colours of figures on white paper, by the names that series and rounds have in the panel. */
export const paperPalette: Readonly<Record<string, string>> = {
  ticket: '#0b63c5',
  reinit: '#b45a00',
  mask: '#7b3fa0',
  red: '#c0392b',
  green: '#2e7d32',
  yellow: '#8a6d00',
  teal: '#00796b',
  dim: '#6b6b6b',
  foreground: '#1f1f1f',
  grid: '#dddddd',
  background: '#ffffff',
};

/** A name that the palette lacks is told apart by dash and marker. */
export const paperColor = (name: string): string => paperPalette[name] ?? '#444444';
