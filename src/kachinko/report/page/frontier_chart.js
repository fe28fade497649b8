// A row a change: a bar from the plan found to the proof, on the band of things as they are and
// beside the line of the claim. Places are shares of the width, so the chart fits any window.

/** Whole numbers, at most about eight of them, that cover the axis. */
function wholeTicks(from, to) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => (to - from) / each <= 8) || 1000;
  const found = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) found.push(at);
  return found;
}

const shown = [data, ...data.levers].flatMap((each) => [each.rate.lower, each.rate.upper]).filter((rate) => rate !== null);
if (data.claim) shown.push(data.claim.rate);
const [leastShown, mostShown] = [Math.min(...shown), Math.max(...shown)];
const air = Math.max((mostShown - leastShown) * 0.07, 0.4);
// Down to 0 where that is near, with room for the mark of a case that carries nothing.
const axisFrom = leastShown < mostShown * 0.3 ? -air / 2 : Math.max(0, leastShown - air);
const axisTo = mostShown + air;
const at = (rate) => `${(((rate - axisFrom) / (axisTo - axisFrom)) * 100).toFixed(3)}%`;
const wide = (from, to) => `${(((to - from) / (axisTo - axisFrom)) * 100).toFixed(3)}%`;
const axisTicks = wholeTicks(axisFrom, axisTo);

/** What stands behind every row: the grid, the band of things as they are, the claim. */
function backdrop() {
  const { lower, upper } = data.rate;
  return [
    axisTicks.map((tick) => svg("line", { class: "gridline", x1: at(tick), x2: at(tick), y1: 0, y2: "100%" })),
    svg("rect", { class: "as-is", x: at(lower), width: wide(lower, upper === null ? axisTo : upper), y: 0, height: "100%" }),
    svg("line", { class: "as-is-edge", x1: at(lower), x2: at(lower), y1: 0, y2: "100%" }),
    upper !== null && svg("line", { class: "as-is-edge", x1: at(upper), x2: at(upper), y1: 0, y2: "100%" }),
    data.claim && svg("line", { class: "claim-line", x1: at(data.claim.rate), x2: at(data.claim.rate), y1: 0, y2: "100%" })];
}

function bar({ rate }) {
  const end = rate.upper === null ? axisTo : rate.upper;
  return [
    svg("line", { class: rate.upper === null ? "reach open" : "reach", x1: at(rate.lower), x2: at(end), y1: "50%", y2: "50%" }),
    svg("circle", { class: "plan-mark", cx: at(rate.lower), cy: "50%", r: 5.5 }),
    rate.upper !== null && svg("line", { class: "proof-mark", x1: at(end), x2: at(end), y1: "22%", y2: "78%" })];
}

function worthCell(each) {
  const found = each.found ? word("chart.found", { found: signed(each.found) }) : word("chart.same");
  return h("td", { class: "worth", "data-label": word("chart.worth") }, h("b", null, each.worth), h("small", null, found));
}

const signed = (n) => (n > 0 ? `+${n}` : String(n).replace("-", "−"));

function chartRow(each, name, last) {
  const fill = { name, lower: each.titles.lower, upper: each.titles.upper };
  return h("tr", { class: each === data ? "base" : null },
    h("th", { scope: "row" }, name, each.stranded && h("small", null, each.stranded)),
    h("td", { class: "picture" },
      svg("svg", { width: "100%", height: "100%", "aria-hidden": "true" },
        svg("title", null, word(each.titles.upper === null ? "chart.row.open" : "chart.row", fill)), backdrop(), bar(each))),
    h("td", { class: "n range", "data-label": word("chart.range") }, each.range),
    last);
}

function axisRow() {
  return h("tr", { class: "axis" },
    h("th", { scope: "col" }, word("chart.change")),
    h("th", { class: "picture", "aria-label": word("chart.rate") },
      svg("svg", { width: "100%", height: 30, "aria-hidden": "true" },
        axisTicks.map((tick) => svg("text", { x: at(tick), y: 21, "text-anchor": "middle" }, String(tick))))),
    h("th", { scope: "col", class: "n" }, word("chart.range")),
    h("th", { scope: "col", class: "worth" }, word("chart.worth")));
}

function groupRow(group) {
  return h("tr", { class: "group" }, h("th", { scope: "rowgroup", class: "label" }, word(`group.${group}`)),
    h("td", { class: "picture" }, svg("svg", { width: "100%", height: "100%", "aria-hidden": "true" }, backdrop())), h("td"), h("td"));
}

function drawChart() {
  const groups = [...new Set(data.levers.map((each) => each.group))];
  const bodies = groups.map((group) =>
    h("tbody", null, groupRow(group),
      data.levers.filter((each) => each.group === group).map((each) => chartRow(each, each.name, worthCell(each)))));
  byId("chart").replaceChildren(
    h("div", { class: "frame" },
      h("table", { class: "chart" }, h("thead", null, axisRow()),
        h("tbody", null, chartRow(data, word("group.base"), h("td", { class: "worth" }))), bodies)));
  const key = (draw, text) => h("span", null, svg("svg", { width: 40, height: 16, "aria-hidden": "true" }, draw), text);
  byId("legend").replaceChildren(
    key([svg("line", { class: "reach", x1: 6, x2: 34, y1: 8, y2: 8 }), svg("circle", { class: "plan-mark", cx: 6, cy: 8, r: 5 }),
      svg("line", { class: "proof-mark", x1: 34, x2: 34, y1: 2, y2: 14 })], word("legend.bar")),
    key([svg("rect", { class: "as-is", x: 4, y: 0, width: 32, height: 16 }), svg("line", { class: "as-is-edge", x1: 4, x2: 4, y1: 0, y2: 16 }),
      svg("line", { class: "as-is-edge", x1: 36, x2: 36, y1: 0, y2: 16 })], word("legend.band")));
  if (data.claim) {
    byId("legend").append(key(svg("line", { class: "claim-line", x1: 20, x2: 20, y1: 0, y2: 16 }), word("legend.claim", { figure: data.claim.figure })));
  }
  byId("levers-left").textContent = data.levers_left.length
    ? word("levers.left", { names: data.levers_left.join(", ") })
    : data.levers.length ? "" : word("levers.none");
}
