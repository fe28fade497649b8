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

/** A first look from the front, a little from the right, at which a ball around all is in sight. */
export function firstLook(width: number, depth: number, height: number, aspect: number): Orbit {
  const half = (VIEW_DEGREES * Math.PI) / 360;
  const narrow = Math.min(half, Math.atan(Math.tan(half) * aspect));
  return { around: 0.5, above: 0.66, far: (0.93 * Math.hypot(width, depth, height)) / 2 / Math.sin(narrow) };
}

export function turn(orbit: Orbit, around: number, above: number): Orbit {
  return { ...orbit, around: orbit.around + around, above: Math.min(HIGHEST, Math.max(LOWEST, orbit.above + above)) };
}

/** Nearer (factor below 1) or farther, within a tenth and five times of `size`. */
export function closer(orbit: Orbit, factor: number, size: number): Orbit {
  return { ...orbit, far: Math.min(size * 5, Math.max(size / 10, orbit.far * factor)) };
}

/** The camera's place around a middle; x to the right, y up, z to the front. */
export function eye(orbit: Orbit, middle: [number, number, number]): [number, number, number] {
  const level = Math.cos(orbit.above) * orbit.far;
  return [
    middle[0] + Math.sin(orbit.around) * level,
    middle[1] + Math.sin(orbit.above) * orbit.far,
    middle[2] + Math.cos(orbit.around) * level,
  ];
}
