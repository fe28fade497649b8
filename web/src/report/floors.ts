// How a stage and what stands on it come to lie in a picture, in metres.

import { blocks, type Block } from '../floor/treemap';
import type { SetView, StageView } from './data';

export const FIRE_LANE_M = 1.2;
/** A stage of unknown area, where something has to be drawn. */
const SOME_M2 = 300;

/** Width and depth of the picture; a stage whose sides are not known is drawn 4 : 3. */
export function extent(stage: StageView): [number, number] {
  if (stage.width_m !== null && stage.depth_m !== null) return [stage.width_m, stage.depth_m];
  const depth = Math.sqrt(((stage.floor_m2 || SOME_M2) * 3) / 4);
  return [(depth * 4) / 3, depth];
}

const isPlaced = (set: SetView): boolean => set.x_m !== null && set.y_m !== null && set.width_m !== null && set.depth_m !== null;

export interface Laid {
  boxes: Block[];
  /** Whether they lie as planned; else only their areas are to scale. */
  planned: boolean;
}

export function lay(stage: StageView, standing: SetView[]): Laid {
  const [width, depth] = extent(stage);
  if (stage.width_m !== null && standing.every(isPlaced)) {
    // Plans count from the front, pictures from the top.
    const boxes = standing.map((set) => ({ x: set.x_m!, y: depth - set.y_m! - set.depth_m!, width: set.width_m!, height: set.depth_m! }));
    return { boxes, planned: true };
  }
  const areas = standing.map((set) => set.area_m2 ?? 0);
  return { boxes: blocks(areas, stage.floor_m2 ?? width * depth, { x: 0, y: 0, width, height: depth }), planned: false };
}
