/** Which pruning rate applies to a layer by default (the paper, figure 2). */
export const layerRoles = ['dense', 'output', 'convolution'] as const;
export type LayerRole = (typeof layerRoles)[number];
