import { factsOf } from './layer-kinds.ts';
import { type Layer, weightName } from './layers.ts';
import { outputShapeOf } from './shapes.ts';

/** The channels that one batch normalisation scales; names are those of tensors. */
export interface ChannelGroup {
  readonly channels: number;
  /** The normalisation's scales `[channels]`. */
  readonly scale: string;
  /** The weights that make the channels: `[channels, ...]`, a filter or the weights of a unit each. */
  readonly filters: string;
  /** The weights that take them: `[out, channels x places]`. null where something else is added to the channels: at the ends of residual blocks. */
  readonly takenBy: string | null;
}

/** The walk through layers that follow each other. */
class Walk {
  readonly groups: ChannelGroup[] = [];
  /** Channels that no normalisation has scaled yet, */
  private made: Pick<ChannelGroup, 'channels' | 'filters'> | null = null;
  /** and those that no layer has taken yet. */
  private scaled: Omit<ChannelGroup, 'takenBy'> | null = null;

  visit(layer: Layer): void {
    if (factsOf(layer).role !== null) this.weights(weightName(layer), outputShapeOf(layer)[0] ?? 0);
    else if (layer.kind === 'batch-normalization') this.normalisation(weightName(layer), layer.inputShape[0] ?? 0);
    else if (layer.kind === 'residual') this.block(layer.layers, layer.shortcutLayers);
  }

  end(takenBy: string | null = null): void {
    if (this.scaled) this.groups.push({ ...this.scaled, takenBy });
    [this.made, this.scaled] = [null, null];
  }

  private weights(filters: string, channels: number): void {
    this.end(filters);
    this.made = { filters, channels };
  }

  /** Only channels as they were made: behind a flatten layer a normalisation may have a scale for each pixel. */
  private normalisation(scale: string, channels: number): void {
    if (this.made?.channels === channels) this.scaled = { ...this.made, scale };
    this.made = null;
  }

  /** Its output is a sum, and its input goes into both paths. */
  private block(...paths: readonly (readonly Layer[])[]): void {
    this.end();
    this.groups.push(...paths.flatMap(groupsIn));
  }
}

function groupsIn(layers: readonly Layer[]): readonly ChannelGroup[] {
  const walk = new Walk();
  for (const layer of layers) walk.visit(layer);
  walk.end();
  return walk.groups;
}

/** In network order; none of a model of TensorFlow.js, whose layers nobody here knows. */
export const channelGroups = ({ layers }: { readonly layers: readonly Layer[] }): readonly ChannelGroup[] => groupsIn(layers);
