// Colours and patterns: of phases (always both), of titles, of days on which nothing may stand.

const PHASES = ["build", "prelight", "shoot", "hold", "wait", "strike"];
const colourCache = new Map();
const patternCache = new Map();

/** Forget all colours and patterns, because the page turned dark or light or is printed. */
function forgetLooks() {
  colourCache.clear();
  patternCache.clear();
}

function cached(key, make) {
  if (!colourCache.has(key)) colourCache.set(key, make());
  return colourCache.get(key);
}

const css = (name) => cached(name, () => getComputedStyle(document.documentElement).getPropertyValue(name).trim());
const isDark = () => cached("dark?", () => matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches);

const acceptedTitles = data.titles.map((_, place) => place).filter((place) => data.titles[place].accepted);
const titleRank = new Map(acceptedTitles.map((place, rank) => [place, rank]));

/** A hue of its own for each accepted title; neighbours in the list lie far apart. */
function titleColour(place, strength = 100) {
  const rank = titleRank.get(place) || 0;
  const hue = (rank * 137.508 + 205) % 360;
  const lightness = (isDark() ? 62 : 46) + [0, 7, -6][rank % 3];
  return `hsl(${hue.toFixed(0)} ${isDark() ? 52 : 55}% ${lightness}% / ${strength}%)`;
}

// A pattern is a list of strokes on a tile of 8 × 8: lines as [x1, y1, x2, y2] or dots as [x, y].
const TILE = 8;
const PATTERNS = {
  build: { lines: [[-2, 10, 10, -2], [-2, 2, 2, -2], [6, 10, 10, 6]] },
  prelight: { dots: [[2, 2], [6, 6]] },
  shoot: {},
  hold: { lines: [[0, 2, 8, 2], [0, 6, 8, 6]] },
  wait: {},
  strike: { lines: [[-2, -2, 10, 10], [-2, 6, 2, 10], [6, -2, 10, 2]] },
  location: { lines: [[2, 0, 2, 8], [6, 0, 6, 8]] },
  span: {},
  closed: { lines: [[-2, 10, 10, -2], [-2, 2, 2, -2], [6, 10, 10, 6]] },
  closure: { lines: [[-2, 10, 10, -2], [-2, 2, 2, -2], [6, 10, 10, 6], [-2, -2, 10, 10], [-2, 6, 2, 10], [6, -2, 10, 2]] },
};

/** Fill and line colour of a phase; by title, the phase only changes strength and pattern. */
function phaseColours(phase, title) {
  if (state.colour === "title" && title !== undefined && PHASES.concat("location").includes(phase)) {
    const strength = { shoot: 100, location: 60, build: 45, strike: 45, prelight: 60, hold: 35, wait: 14 }[phase];
    return { fill: titleColour(title, strength), line: titleColour(title) };
  }
  return { fill: css(`--${phase}`), line: css(`--${phase}-line`) };
}

/** What to give `fillStyle`, so that the phase is told by colour and by pattern. */
function phaseFill(context, phase, title, ratio) {
  const { fill, line } = phaseColours(phase, title);
  const { lines = [], dots = [] } = PATTERNS[phase];
  if (!lines.length && !dots.length) return fill;
  const key = [phase, fill, line, ratio].join("|");
  if (!patternCache.has(key)) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = TILE * ratio;
    const brush = tile.getContext("2d");
    brush.scale(ratio, ratio);
    brush.fillStyle = css("--card");
    brush.fillRect(0, 0, TILE, TILE);
    brush.fillStyle = fill;
    brush.fillRect(0, 0, TILE, TILE);
    brush.strokeStyle = brush.fillStyle = line;
    brush.lineWidth = phase === "closed" || phase === "closure" ? 0.8 : 1.5;
    for (const [x1, y1, x2, y2] of lines) { brush.beginPath(); brush.moveTo(x1, y1); brush.lineTo(x2, y2); brush.stroke(); }
    for (const [x, y] of dots) { brush.beginPath(); brush.arc(x, y, 1.25, 0, 7); brush.fill(); }
    const pattern = context.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, 0, 0]));
    patternCache.set(key, pattern);
  }
  return patternCache.get(key);
}

/** An SVG pattern for the same look; returns the element for <defs> and the paint to use. */
function svgPattern(id, phase, title) {
  const { fill, line } = phaseColours(phase, title);
  const { lines = [], dots = [] } = PATTERNS[phase];
  const tile = svg("pattern", { id, width: TILE, height: TILE, patternUnits: "userSpaceOnUse" },
    svg("rect", { width: TILE, height: TILE, fill: css("--card") }),
    svg("rect", { width: TILE, height: TILE, fill }),
    lines.map(([x1, y1, x2, y2]) => svg("line", { x1, y1, x2, y2, stroke: line, "stroke-width": 1.5 })),
    dots.map(([cx, cy]) => svg("circle", { cx, cy, r: 1.25, fill: line })));
  return { tile, paint: `url(#${id})` };
}

/** A small swatch of a phase for legends. */
function swatch(phase, id) {
  const { tile, paint } = svgPattern(id, phase);
  const shape = phase === "span"
    ? svg("rect", { x: 0, y: 5, width: 28, height: 4, rx: 2, fill: paint })
    : svg("rect", { x: 0.5, y: 0.5, width: 27, height: 13, rx: 2, fill: paint, stroke: css(`--${phase}-line`), "stroke-opacity": 0.7, "stroke-dasharray": phase === "wait" ? "3 2" : null });
  return svg("svg", { width: 28, height: 14, viewBox: "0 0 28 14", "aria-hidden": "true" }, svg("defs", null, tile), shape);
}

/** The coloured dot that stands for a title. */
function dot(place) {
  return svg("svg", { width: 10, height: 10, viewBox: "0 0 10 10", class: "dot", "aria-hidden": "true" },
    svg("rect", { width: 10, height: 10, rx: 3, fill: titleColour(place) }));
}
