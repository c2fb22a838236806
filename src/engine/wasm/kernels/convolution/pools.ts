/** Windows of images: pointers to the first pixel of one group; rows, columns and channels are the output's. */

// @ts-ignore: decorator
@inline
function largest(x: usize, height: usize, width: usize, xRow: usize): v128 {
  let top = v128.load(x);
  for (let y: usize = 0; y < height; y++) {
    for (let at: usize = 0; at < width << 4; at += 16) {
      const value = v128.load(x + y * xRow + at);
      top = v128.bitselect(value, top, f32x4.gt(value, top));
    }
  }
  return top;
}

/**
 * `out[c][r][q]` = the largest of the window of `height` x `width` at `x[c][r * stride][q * stride]`; each entry is one vector, a pixel of
 * 4 images.
 */
export function maxPool(
  x: usize, out: usize, channels: usize, rows: usize, columns: usize, height: usize, width: usize, stride: usize, xPlane: usize,
  xRow: usize, plane: usize, row: usize,
): void {
  for (let c: usize = 0; c < channels; c++) {
    for (let r: usize = 0; r < rows; r++) {
      let p = x + c * xPlane + r * stride * xRow, to = out + c * plane + r * row;
      for (let q: usize = 0; q < columns; q++) {
        v128.store(to, largest(p, height, width, xRow));
        p += stride << 4;
        to += 16;
      }
    }
  }
}

/** Adds `dy[c][r][q]` to `dx` where the window has its first of the largest; shapes as of `maxPool`, `y` its output. */
export function maxPoolGradient(
  x: usize, y: usize, dx: usize, dy: usize, channels: usize, rows: usize, columns: usize, height: usize, width: usize,
  stride: usize, xPlane: usize, xRow: usize, plane: usize, row: usize,
): void {
  for (let c: usize = 0; c < channels; c++) {
    for (let r: usize = 0; r < rows; r++) {
      for (let q: usize = 0; q < columns; q++) {
        const from = c * plane + r * row + (q << 4), place = c * xPlane + r * stride * xRow + (q * stride << 4);
        const top = v128.load(y + from);
        let left = v128.load(dy + from);
        for (let h: usize = 0; h < height; h++) {
          for (let at = place + h * xRow, end = at + (width << 4); at < end; at += 16) {
            const hit = f32x4.eq(v128.load(x + at), top);
            v128.store(dx + at, f32x4.add(v128.load(dx + at), v128.and(left, hit)));
            left = v128.andnot(left, hit);
          }
        }
      }
    }
  }
}

/** `out[c][r][q]` = the mean of a window; shapes as of `maxPool`. */
export function averagePool(
  x: usize, out: usize, channels: usize, rows: usize, columns: usize, height: usize, width: usize, stride: usize, xPlane: usize,
  xRow: usize, plane: usize, row: usize,
): void {
  const size = f32x4.splat(<f32>(height * width));
  for (let c: usize = 0; c < channels; c++) {
    for (let r: usize = 0; r < rows; r++) {
      for (let q: usize = 0; q < columns; q++) {
        const p = x + c * xPlane + r * stride * xRow + (q * stride << 4);
        let sum = f32x4.splat(0);
        for (let h: usize = 0; h < height; h++) {
          for (let at = p + h * xRow, end = at + (width << 4); at < end; at += 16) sum = f32x4.add(sum, v128.load(at));
        }
        v128.store(out + c * plane + r * row + (q << 4), f32x4.div(sum, size));
      }
    }
  }
}

/** Adds `dy[c][r][q]` / (height * width) to all of its window in `dx`; shapes as of `maxPool`. */
export function averagePoolGradient(
  dx: usize, dy: usize, channels: usize, rows: usize, columns: usize, height: usize, width: usize, stride: usize, xPlane: usize,
  xRow: usize, plane: usize, row: usize,
): void {
  const size = f32x4.splat(<f32>(height * width));
  for (let c: usize = 0; c < channels; c++) {
    for (let r: usize = 0; r < rows; r++) {
      for (let q: usize = 0; q < columns; q++) {
        const p = dx + c * xPlane + r * stride * xRow + (q * stride << 4);
        const share = f32x4.div(v128.load(dy + c * plane + r * row + (q << 4)), size);
        for (let h: usize = 0; h < height; h++) {
          for (let at = p + h * xRow, end = at + (width << 4); at < end; at += 16) v128.store(at, f32x4.add(v128.load(at), share));
        }
      }
    }
  }
}
