import type { Layer } from './layers.ts';

/** Every layer in network order, a residual block followed by its own layers and its shortcut's. */
export function allLayers(layers: readonly Layer[]): readonly Layer[] {
  return layers.flatMap((layer) =>
    layer.kind === 'residual' ? [layer, ...allLayers(layer.layers), ...allLayers(layer.shortcutLayers)] : [layer],
  );
}
