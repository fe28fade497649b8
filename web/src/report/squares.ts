// Areas to scale without positions: a squarified treemap (Bruls, Huizing, van Wijk 2000).

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Cut a box into rectangles in proportion to sizes, as square as it goes; the rest of it stays free. */
export function squares(sizes: number[], floor: number, box: Box): Box[] {
  const total = sizes.reduce((sum, each) => sum + each, 0);
  const found: Box[] = sizes.map(() => ({ x: box.x, y: box.y, width: 0, height: 0 }));
  if (total <= 0) return found;
  const scale = (box.width * box.height) / Math.max(floor, total);
  const order = sizes.map((size, place) => ({ size: size * scale, place })).filter((each) => each.size > 0).sort((a, b) => b.size - a.size);
  // What is free stays in one piece at the right.
  let rest: Box = { ...box, width: (box.width * total) / Math.max(floor, total) };
  let row: typeof order = [];
  const lay = (): void => {
    const sum = row.reduce((all, each) => all + each.size, 0);
    const upright = rest.width >= rest.height;
    const thick = sum / (upright ? rest.height : rest.width);
    let along = upright ? rest.y : rest.x;
    for (const { size, place } of row) {
      const long = size / thick;
      found[place] = upright ? { x: rest.x, y: along, width: thick, height: long } : { x: along, y: rest.y, width: long, height: thick };
      along += long;
    }
    rest = upright ? { ...rest, x: rest.x + thick, width: rest.width - thick } : { ...rest, y: rest.y + thick, height: rest.height - thick };
    row = [];
  };
  for (const each of order) {
    const side = Math.min(rest.width, rest.height);
    const with_ = [...row, each];
    if (row.length && worst(with_.map((one) => one.size), side) > worst(row.map((one) => one.size), side)) lay();
    row.push(each);
  }
  if (row.length) lay();
  return found;
}

function worst(row: number[], side: number): number {
  const sum = row.reduce((total, each) => total + each, 0);
  return Math.max(...row.map((each) => Math.max((side * side * each) / (sum * sum), (sum * sum) / (side * side * each))));
}
