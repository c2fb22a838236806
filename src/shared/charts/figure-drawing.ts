/**
 * A figure drawn by Chart.js: on a canvas in the panel, as SVG in files and reports, and as PNG, from one configuration.
 * It animates nothing, parses nothing and hears no events: what is read by pointer or keys lies over it.
 */
import {
  BasicPlatform,
  Chart,
  type ChartConfiguration,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
} from 'chart.js';
import type { Figure, FigurePoint } from '../figures/figure/figure.ts';
import { type DrawingCanvas, type DrawingContext, fontOf } from './canvas.ts';
import { dataSetsOf } from './datasets.ts';
import type { Measure } from './letter-widths.ts';
import { type Frame, frameOf, type Look } from './frame.ts';
import { scaled, scalesOf } from './scales.ts';
import { drawSpreads, type Plot } from './spreads.ts';
import { drawWords } from './words.ts';

type LineChart = Chart<'line', FigurePoint[]>;
type Configuration = ChartConfiguration<'line', FigurePoint[]>;

/** Its types leave out the part of the line that is asked for. */
interface WholePath {
  path(context: DrawingContext, start: number, count: number): boolean;
}

/** Draws onto any context: that of Chart.js keeps its path as a `Path2D` where there are such, which nobody else can read. */
class FigureLineElement extends LineElement {
  static override id = 'figureLine';

  override draw(context: DrawingContext, _area: unknown, start = 0, count = 0): void {
    const { points, options } = this;
    if (points.length === 0 || !options.borderWidth) return;
    context.save();
    Object.assign(context, { lineCap: 'butt', lineJoin: 'round', lineWidth: options.borderWidth, strokeStyle: options.borderColor });
    context.setLineDash(options.borderDash);
    context.beginPath();
    (this as unknown as WholePath).path(context, start, count);
    context.stroke();
    context.restore();
  }
}

Chart.register(Decimation, LineController, FigureLineElement, LinearScale, LogarithmicScale, PointElement);
Chart.defaults.set('datasets.line', { datasetElementType: FigureLineElement.id });

const optionsOf = (frame: Frame, devicePixelRatio: number): NonNullable<Configuration['options']> => ({
  ...{ animation: false, parsing: false, normalized: true, responsive: false, maintainAspectRatio: false, events: [] },
  devicePixelRatio,
  layout: { padding: { top: frame.top, right: frame.right, bottom: frame.bottom } },
  scales: scalesOf(frame),
  plugins: { decimation: { enabled: true, algorithm: 'min-max' } },
});

function plotOf({ chartArea: { left, right, top, bottom }, scales }: LineChart, { x }: Figure): Plot {
  const at = (name: 'x' | 'y', value: number): number => scales[name]?.getPixelForValue(value) ?? Number.NaN;
  return { left, right, top, bottom, x: (value) => at('x', scaled(x, value)), y: (value) => at('y', value) };
}

export class FigureDrawing {
  private readonly context: DrawingContext;
  chart: LineChart | null = null;
  frame: Frame | null = null;

  /** @param pixelRatio Pixels of the canvas to one of the figure. */
  constructor(
    private readonly canvas: DrawingCanvas,
    private readonly pixelRatio: number,
  ) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas to draw on.');
    this.context = context;
  }

  /** Where the axes lie; only of what is drawn. */
  get plot(): Plot | null {
    return this.chart && this.frame && plotOf(this.chart, this.frame.figure);
  }

  draw(figure: Figure, look: Look): Frame {
    const frame = frameOf(figure, look, this.measure(look.family));
    this.frame = frame;
    const data = { datasets: dataSetsOf(frame) };
    const options = optionsOf(frame, this.pixelRatio);
    if (this.chart) this.redraw(this.chart, data, options);
    else this.chart = this.begin(data, options);
    return frame;
  }

  destroy(): void {
    this.chart?.destroy();
    this.chart = null;
  }

  private begin(data: Configuration['data'], options: NonNullable<Configuration['options']>): LineChart {
    Object.assign(this.canvas, { width: this.frame?.width, height: this.frame?.height });
    return new Chart(this.canvas as never, { type: 'line', platform: BasicPlatform, data, options, plugins: [this.painter()] });
  }

  private redraw(chart: LineChart, data: Configuration['data'], options: NonNullable<Configuration['options']>): void {
    const { width = 0, height = 0 } = this.frame ?? {};
    Object.assign(chart, { data, options });
    if (chart.width === width && chart.height === height) chart.update('none');
    else chart.resize(width, height);
  }

  private measure(family: string): Measure {
    return (text, bold = false) => {
      this.context.font = fontOf(family, bold);
      return this.context.measureText(text).width;
    };
  }

  /** Draws what Chart.js does not know: the ground, ranges over trials, and words. */
  private painter(): Plugin<'line'> {
    const over = (draw: (frame: Frame, plot: Plot) => void) => (chart: unknown) =>
      this.frame ? draw(this.frame, plotOf(chart as LineChart, this.frame.figure)) : undefined;
    return {
      id: 'figure',
      beforeDraw: over(({ look, width, height }) => {
        this.context.fillStyle = look.colorOf('background');
        this.context.fillRect(0, 0, width, height);
      }),
      beforeDatasetsDraw: over((frame, plot) => drawSpreads(this.context, frame, plot)),
      afterDraw: over((frame, plot) => drawWords(this.context, frame, plot)),
    } as Plugin<'line'>;
  }
}
