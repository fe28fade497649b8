// Boxes on a floor, in whole centimetres, in which the checker counts: apart, inside, snapped, turned.
// What is found here is only for the eye while one drags; the service decides.

export interface Box {
  /** Left and front edge. */
  x: number;
  y: number;
  /** As it lies, turned or not. */
  w: number;
  d: number;
}

export interface Room {
  w: number;
  d: number;
  /** Least aisle between two sets. */
  aisle: number;
}

/** Width of the widest straight aisle between two; below 0 where they overlap. */
export function gap(one: Box, two: Box): number {
  const across = Math.max(two.x - (one.x + one.w), one.x - (two.x + two.w));
  const along = Math.max(two.y - (one.y + one.d), one.y - (two.y + two.d));
  return Math.max(across, along);
}

export function inside(box: Box, room: Room): boolean {
  return box.x >= 0 && box.y >= 0 && box.x + box.w <= room.w && box.y + box.d <= room.d;
}

/** The places in `others` of those that are nearer than the aisle. */
export function tooNear(box: Box, others: Box[], room: Room): number[] {
  return others.flatMap((other, place) => (gap(box, other) < room.aisle ? [place] : []));
}

/** Turned by 90° about its middle, then kept inside where it fits. */
export function turned(box: Box, room: Room): Box {
  const x = Math.round(box.x + (box.w - box.d) / 2);
  const y = Math.round(box.y + (box.d - box.w) / 2);
  return keptInside({ x, y, w: box.d, d: box.w }, room);
}

/** The nearest place inside the room; one that is too long lies at the wall. */
export function keptInside(box: Box, room: Room): Box {
  const x = Math.max(0, Math.min(box.x, room.w - box.w));
  const y = Math.max(0, Math.min(box.y, room.d - box.d));
  return { ...box, x, y };
}

export interface Snap {
  box: Box;
  /** Lines that it has caught, across (x) or along (y) [cm]. */
  x: number | null;
  y: number | null;
}

/**
 * The box at the nearest wall, aisle or edge of another within `near`, else on the grid.
 *
 * An edge of another counts where both would lie in line (edge to edge); its aisle where they face
 * each other. Each direction is snapped for itself.
 */
export function snapped(box: Box, others: Box[], room: Room, step: number, near: number): Snap {
  const facing = (o: Box): boolean => box.y < o.y + o.d + room.aisle && o.y < box.y + box.d + room.aisle;
  const above = (o: Box): boolean => box.x < o.x + o.w + room.aisle && o.x < box.x + box.w + room.aisle;
  const x = caught(box.x, box.w, room.w, others.map((o) => ({ low: o.x, high: o.x + o.w, meets: facing(o) })), room.aisle, near);
  const y = caught(box.y, box.d, room.d, others.map((o) => ({ low: o.y, high: o.y + o.d, meets: above(o) })), room.aisle, near);
  const grid = (at: number): number => Math.round(at / step) * step;
  return {
    box: { ...box, x: x ? x.at : grid(box.x), y: y ? y.at : grid(box.y) },
    x: x ? x.line : null,
    y: y ? y.line : null,
  };
}

interface Edge {
  low: number;
  high: number;
  meets: boolean;
}

function caught(at: number, size: number, room: number, others: Edge[], aisle: number, near: number): { at: number; line: number } | null {
  const ways: { at: number; line: number }[] = [
    { at: 0, line: 0 },
    { at: room - size, line: room },
  ];
  for (const { low, high, meets } of others) {
    if (meets) ways.push({ at: high + aisle, line: high + aisle }, { at: low - aisle - size, line: low - aisle });
    else ways.push({ at: low, line: low }, { at: high - size, line: high });
  }
  let best: { at: number; line: number } | null = null;
  for (const way of ways) {
    const off = Math.abs(way.at - at);
    if (off <= near && (best === null || off < Math.abs(best.at - at))) best = way;
  }
  return best;
}

/** Pixels to a metre and where the floor begins, so that floor and lane fit a picture. */
export function fit(
  width: number, depth: number, lane: number, picture: { width: number; height: number }, edge: number,
): { scale: number; left: number; front: number } {
  const scale = Math.max(
    0.5, Math.min((picture.width - 2 * edge) / (width + 2 * lane), (picture.height - 2 * edge) / (depth + 2 * lane)),
  );
  return {
    scale,
    left: (picture.width - width * scale) / 2,
    front: (picture.height + depth * scale) / 2,
  };
}
