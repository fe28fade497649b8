// Net cost of each place: from 10 to 90 % of the draws, the half, the planned value, and the gross.

const RANGE_ROW = 34;
const RANGE_TOP = 8;

/** Round values for a scale from 0 to a most. */
function rungs(most, count) {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, place) => place * step);
}

const compactNumber = (value) => new Intl.NumberFormat(LANG, { maximumFractionDigits: 1 }).format(value);

function rangeMarks(row, x, middle) {
  const marks = [svg("path", { class: "gross-mark", d: `M${x(row.gross)} ${middle - 8}v16` })];
  if (row.p10 !== null) {
    marks.push(svg("line", { class: "reach", x1: x(row.p10), x2: Math.max(x(row.p90), x(row.p10) + 2), y1: middle, y2: middle }));
    marks.push(svg("circle", { class: "half", cx: x(row.p50), cy: middle, r: 4.5 }));
  }
  marks.push(svg("path", { class: "plan-mark", d: `M${x(row.net)} ${middle - 7}l5 7l-5 7l-5 -7z` }));
  return marks;
}

function drawRanges(figure, block) {
  const width = Math.max(300, figure.clientWidth - 28);
  const narrow = width < 620;
  const left = narrow ? 8 : Math.min(190, width * 0.22);
  const step = narrow ? RANGE_ROW + 16 : RANGE_ROW;
  const most = Math.max(...block.rows.flatMap((row) => [row.gross, row.net, row.p90 || 0])) * 1.03;
  const x = (value) => left + Math.max(0, value) / most * (width - left - 12);
  const bottom = RANGE_TOP + block.rows.length * step;
  figure.replaceChildren(svg("svg", { viewBox: `0 0 ${width} ${bottom + 24}`, role: "img", "aria-label": block.label },
    rungs(most, narrow ? 4 : 8).map((value) => [
      svg("line", { class: "gridline", x1: x(value), x2: x(value), y1: RANGE_TOP, y2: bottom }),
      svg("text", { class: "tick", x: x(value), y: bottom + 17, "text-anchor": "middle" }, compactNumber(value))]),
    block.rows.map((row, place) => {
      const y = RANGE_TOP + place * step;
      const middle = y + step - RANGE_ROW / 2;
      return svg("g", { class: row.best ? "row best" : "row" }, svg("title", null, row.text),
        svg("rect", { class: "stripe", x: 0, y, width, height: step }),
        svg("text", { class: "row-name", x: 4, y: narrow ? y + 14 : middle + 4.5 }, row.name),
        rangeMarks(row, x, middle));
    })));
}

const RANGE_KEYS = {
  gross: () => svg("path", { class: "gross-mark", d: "M17 1v16" }),
  reach: () => svg("line", { class: "reach", x1: 3, x2: 31, y1: 9, y2: 9 }),
  half: () => svg("circle", { class: "half", cx: 17, cy: 9, r: 4.5 }),
  net: () => svg("path", { class: "plan-mark", d: "M17 2l5 7l-5 7l-5 -7z" }),
};

function rangesBlock(block) {
  const figure = h("figure", { class: "panel" });
  redrawn.push(() => drawRanges(figure, block));
  const keys = block.keys.map(([key, text]) =>
    h("span", null, svg("svg", { width: 34, height: 18, viewBox: "0 0 34 18", "aria-hidden": "true" }, RANGE_KEYS[key]()), text));
  return [h("h3", null, block.label), h("div", { class: "legend" }, keys), figure];
}
