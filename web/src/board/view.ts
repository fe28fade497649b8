// What part of the board is in sight: days across, rows down.

export interface View {
  /** Day at the left edge. */
  t0: number;
  /** Pixels that a day has. */
  scale: number;
  /** Pixels by which rows are scrolled. */
  top: number;
  width: number;
  height: number;
}

export const FINEST = 80;
export const COARSEST = 0.03;

export function xOf(view: View, day: number): number {
  return (day - view.t0) * view.scale;
}

export function dayAt(view: View, x: number): number {
  return view.t0 + x / view.scale;
}

/** Zoom by a factor so that what is under `x` stays there. */
export function zoomed(view: View, x: number, factor: number): View {
  const scale = Math.min(FINEST, Math.max(COARSEST, view.scale * factor));
  const under = dayAt(view, x);
  return { ...view, scale, t0: under - x / scale };
}

export function panned(view: View, dx: number, dy: number, full: number): View {
  const most = Math.max(0, full - view.height);
  return {
    ...view,
    t0: view.t0 + dx / view.scale,
    top: Math.min(most, Math.max(0, view.top + dy)),
  };
}

/** Days from first to last across the whole width. */
export function across(view: View, first: number, last: number): View {
  const days = Math.max(1, last - first + 1);
  const scale = Math.min(FINEST, Math.max(COARSEST, view.width / days));
  return { ...view, scale, t0: first - (view.width / scale - days) / 2 };
}

/** Scrolled just so far that days and rows of a bar are in sight. */
export function revealing(
  view: View, first: number, last: number, y: number, height: number, full: number,
): View {
  let { t0, top } = view;
  const days = view.width / view.scale;
  const edge = 40 / view.scale;
  if (last + 1 < t0 + edge || first > t0 + days - edge || last - first + 1 < days) {
    if (first < t0 + edge) t0 = first - edge;
    else if (last + 1 > t0 + days - edge) t0 = Math.min(first - edge, last + 1 + edge - days);
  }
  if (y < top) top = y;
  else if (y + height > top + view.height) top = y + height - view.height;
  return { ...view, t0, top: Math.min(Math.max(0, full - view.height), Math.max(0, top)) };
}
