// Where the camera is that goes around a stage: angles and a distance, turned and drawn nearer.

export interface Orbit {
  /** Around the upright axis [rad]; 0: looks from the front. */
  around: number;
  /** Above the floor [rad]. */
  above: number;
  /** From the middle of the stage [m]. */
  far: number;
}

const LOWEST = 0.06;
const HIGHEST = Math.PI / 2 - 0.02;

export const VIEW_DEGREES = 34;

const MARGIN = 1.06;

type Point = [number, number, number];
const dot = (one: Point, two: Point): number => one[0] * two[0] + one[1] * two[1] + one[2] * two[2];

/** What is looked at: the middle of the floor, a little above it. */
export const middleOf = (height: number): Point => [0, height * 0.4, 0];

/** A first look from the front, a little from the right, just so far off that every corner is in sight. */
export function firstLook(width: number, depth: number, height: number, aspect: number): Orbit {
  const look = { around: 0.5, above: 0.66, far: 1 };
  const upright = Math.tan((VIEW_DEGREES * Math.PI) / 360);
  const towards = eye(look, [0, 0, 0]);
  const right: Point = [Math.cos(look.around), 0, -Math.sin(look.around)];
  const up: Point = [-Math.sin(look.above) * Math.sin(look.around), Math.cos(look.above), -Math.sin(look.above) * Math.cos(look.around)];
  let far = 1;
  for (const x of [-width / 2, width / 2]) for (const y of [0, height]) for (const z of [-depth / 2, depth / 2]) {
    const point: Point = [x, y - middleOf(height)[1], z];
    const needs = Math.max(Math.abs(dot(point, right)) / (upright * aspect), Math.abs(dot(point, up)) / upright);
    far = Math.max(far, dot(point, towards) + needs);
  }
  return { ...look, far: far * MARGIN };
}

export function turn(orbit: Orbit, around: number, above: number): Orbit {
  return { ...orbit, around: orbit.around + around, above: Math.min(HIGHEST, Math.max(LOWEST, orbit.above + above)) };
}

/** Nearer (factor below 1) or farther, within a tenth and five times of `size`. */
export function closer(orbit: Orbit, factor: number, size: number): Orbit {
  return { ...orbit, far: Math.min(size * 5, Math.max(size / 10, orbit.far * factor)) };
}

/** The camera's place around a middle; x to the right, y up, z to the front. */
export function eye(orbit: Orbit, middle: Point): Point {
  const level = Math.cos(orbit.above) * orbit.far;
  return [
    middle[0] + Math.sin(orbit.around) * level,
    middle[1] + Math.sin(orbit.above) * orbit.far,
    middle[2] + Math.cos(orbit.around) * level,
  ];
}
