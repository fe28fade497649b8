// Areas to scale without positions: a squarified treemap (Bruls, Huizing, van Wijk 2000).

/**
 * Cut `box` { x, y, width, height } into rectangles in proportion to `sizes`, as square as it goes.
 * The sizes must sum to the area of the box.
 */
function squarified(sizes, box) {
  const order = sizes.map((size, place) => [size, place]).filter(([size]) => size > 0).sort((one, other) => other[0] - one[0]);
  const found = sizes.map(() => null);
  let rest = { ...box };
  let row = [];
  for (const entry of order) {
    const side = Math.min(rest.width, rest.height);
    if (row.length && worst([...row, entry], side) > worst(row, side)) {
      rest = layRow(row, rest, found);
      row = [];
    }
    row.push(entry);
  }
  if (row.length) layRow(row, rest, found);
  return found;
}

/** The worst ratio of sides in a row of rectangles laid along `side`. */
function worst(row, side) {
  const sum = row.reduce((total, [size]) => total + size, 0);
  const largest = row[0][0];
  const smallest = row[row.length - 1][0];
  return Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest));
}

/** Lay a row along the shorter side, note where each lies, and return what is left of the box. */
function layRow(row, box, found) {
  const sum = row.reduce((total, [size]) => total + size, 0);
  const upright = box.width >= box.height;
  const thick = sum / (upright ? box.height : box.width);
  let along = upright ? box.y : box.x;
  for (const [size, place] of row) {
    const long = size / thick;
    found[place] = upright
      ? { x: box.x, y: along, width: thick, height: long }
      : { x: along, y: box.y, width: long, height: thick };
    along += long;
  }
  return upright
    ? { x: box.x + thick, y: box.y, width: Math.max(0, box.width - thick), height: box.height }
    : { x: box.x, y: box.y + thick, width: box.width, height: Math.max(0, box.height - thick) };
}
