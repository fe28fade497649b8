// Blocks whose areas are as those given, as square as they can be: for floors of unknown shape.

export interface Block {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Lay areas into a box, in their order; what they leave of it stays free at its right. */
export function blocks(areas: number[], whole: number, box: Block): Block[] {
  const total = areas.reduce((sum, each) => sum + each, 0);
  const floor = Math.max(whole, total);
  if (!(floor > 0)) return areas.map(() => ({ ...box, width: 0, height: 0 }));
  const taken = { ...box, width: box.width * (total / floor) };
  return squarified(areas.map((each) => (each / floor) * box.width * box.height), taken);
}

/** After Bruls, Huizing and van Wijk, "Squarified treemaps" (2000). */
function squarified(sizes: number[], box: Block): Block[] {
  const laid: Block[] = new Array(sizes.length).fill(null).map(() => ({ x: box.x, y: box.y, width: 0, height: 0 }));
  const order = sizes.map((_, place) => place).filter((place) => sizes[place] > 0).sort((a, b) => sizes[b] - sizes[a]);
  let rest = { ...box };
  while (order.length) {
    const side = Math.min(rest.width, rest.height);
    const row: number[] = [order.shift()!];
    while (order.length && worst([...row, order[0]].map((p) => sizes[p]), side) <= worst(row.map((p) => sizes[p]), side)) {
      row.push(order.shift()!);
    }
    const sum = row.reduce((total, place) => total + sizes[place], 0);
    const thick = side > 0 ? sum / side : 0;
    const upright = rest.width >= rest.height;
    let at = upright ? rest.y : rest.x;
    for (const place of row) {
      const long = thick > 0 ? sizes[place] / thick : 0;
      laid[place] = upright
        ? { x: rest.x, y: at, width: thick, height: long }
        : { x: at, y: rest.y, width: long, height: thick };
      at += long;
    }
    rest = upright
      ? { ...rest, x: rest.x + thick, width: rest.width - thick }
      : { ...rest, y: rest.y + thick, height: rest.height - thick };
  }
  return laid;
}

function worst(row: number[], side: number): number {
  const sum = row.reduce((total, each) => total + each, 0);
  return Math.max(...row.map((each) => Math.max((side * side * each) / (sum * sum), (sum * sum) / (side * side * each))));
}
