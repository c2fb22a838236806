/** How large a mask's picture is drawn. */
export interface PictureFit {
  /** Pixels that are computed. */
  readonly width: number;
  readonly height: number;
  /** How wide and high each of them is on the screen; whole numbers, so that all weights look alike. */
  readonly scaleX: number;
  readonly scaleY: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A weight is never drawn larger than this, in device pixels. */
const largest = 28;
/** A side of a matrix is at least so long where its weights are not too large for it. */
const readable = 160;

const whole = (room: number, of: number): number => Math.max(1, Math.min(largest, Math.floor(room / of)));

/**
 * @param picture Places across and down. @param room Device pixels that there are. @param free Whether the sides may be scaled apart, as those of a
 * matrix may; images keep their shape. @param fill Whether a matrix takes all the room.
 */
export function fitPicture(picture: Size, room: Size, free: boolean, fill = false): PictureFit {
  const scale = Math.min(whole(room.width, picture.width), whole(room.height, picture.height));
  const [shrinkX, shrinkY] = [Math.min(1, room.width / picture.width), Math.min(1, room.height / picture.height)];
  const both = Math.min(shrinkX, shrinkY);
  const width = Math.max(1, Math.floor(picture.width * (free ? shrinkX : both)));
  const height = Math.max(1, Math.floor(picture.height * (free ? shrinkY : both)));
  // A matrix of few units or few inputs would be a thin line.
  const stretch = (side: number): number => (free ? Math.max(scale, whole(fill ? Infinity : readable, side)) : scale);
  return {
    width,
    height,
    scaleX: Math.min(stretch(width), whole(room.width, width)),
    scaleY: Math.min(stretch(height), whole(room.height, height)),
  };
}
