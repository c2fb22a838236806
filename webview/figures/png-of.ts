import { svgWidth } from '../../src/shared/figures/svg.ts';

/** Twice as many pixels as the drawing has units: sharp in print. */
const sharpness = 2;

/** The drawing as PNG, in base64. @throws Error where the browser cannot draw it. */
export async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = svgWidth * sharpness;
  canvas.height = Math.round((image.naturalHeight / image.naturalWidth) * canvas.width);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
