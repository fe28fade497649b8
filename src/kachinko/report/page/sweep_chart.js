// Value and cost of every scenario: a dot for the best plan, hollow ones for other seeds, and a
// line from the best plan to the proven bound.

const ROW = 28;
const TOP = 8;
const NARROW = 520;

/** About five round numbers that cover a span. */
function ticks(from, to) {
  const rough = (to - from) / 5 || 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * unit >= rough) * unit;
  const found = [];
  for (let at = Math.ceil(from / step) * step; at <= to + step * 1e-6; at += step) found.push(at);
  return found;
}

/** The span that an axis shows: what there is, with some air; down to 0 where that is near. */
function domain(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const air = (most - least) * 0.06 || Math.abs(most) * 0.05 || 1;
  return [least >= 0 ? (least - air < most * 0.15 ? 0 : least - air) : least - air, most + air];
}

/** What a panel shows: the best plan, plans of other seeds, the far end of the whisker, figures. */
const PANELS = {
  value: {
    best: (each) => bestOf(each).value,
    others: (each) => each.runs.filter((run) => run !== bestOf(each) && typeof run.value === "number").map((run) => run.value),
    bound: (each) => each.bound,
    tick: number,
    figure: (each) => [number(bestOf(each).value), ` ≤ ${upperBound(each.bound)}`],
    about: (each) => word("chart.value.row", { name: each.name, value: number(bestOf(each).value), bound: upperBound(each.bound), gap: gapText(each.gap) }),
  },
  cost: {
    best: (each) => bestOf(each).cost,
    // Of other seeds only plans of the same value: less cost for less value says nothing.
    others: (each) => each.runs.filter((run) => run !== bestOf(each) && run.value === bestOf(each).value && typeof run.cost === "number").map((run) => run.cost),
    bound: (each) => bestOf(each).cost_bound,
    tick: (amount) => money(amount, base.currency, true),
    figure: (each) => [money(bestOf(each).cost, each.currency, true), ""],
    about: (each) => {
      const run = bestOf(each);
      const fill = { name: each.name, cost: money(run.cost, each.currency), bound: run.cost_bound === null ? "" : lowerBound(run.cost_bound) };
      return word(run.cost_bound === null ? "chart.cost.row.open" : "chart.cost.row", fill);
    },
  },
};

/** Cut a name to a width [px], as the browser measures it. */
function fitted(text, width) {
  const brush = fitted.brush || (fitted.brush = document.createElement("canvas").getContext("2d"));
  brush.font = `650 12.5px ${getComputedStyle(document.body).fontFamily}`;
  if (brush.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && brush.measureText(`${text.slice(0, length)}…`).width > width) length -= 1;
  return `${text.slice(0, length).trimEnd()}…`;
}

function marks(panel, each, x, middle) {
  const [best, bound] = [panel.best(each), panel.bound(each)];
  if (best === null) return [];
  return [
    bound !== null && svg("line", { class: "whisker", x1: x(best), x2: x(bound), y1: middle, y2: middle }),
    bound !== null && svg("line", { class: "cap", x1: x(bound), x2: x(bound), y1: middle - 6, y2: middle + 6 }),
    panel.others(each).map((value) => svg("circle", { class: "seed", cx: x(value), cy: middle, r: 4 })),
    svg("circle", { class: "best", cx: x(best), cy: middle, r: 5.5 })];
}

function chartRow(panel, each, place, { width, left, right, names, height, x }) {
  const y = TOP + place * height;
  const middle = y + height - ROW / 2;
  const plan = each.best !== null;
  const [strong, rest] = plan && panel.best(each) !== null ? panel.figure(each) : ["", ""];
  const above = height > ROW; // the name stands above its row
  return svg("g", { class: "row" },
    svg("title", null, plan ? panel.about(each) : word("chart.none.row", { name: each.name })),
    svg("rect", { class: "stripe", x: 0, y, width, height }),
    names && svg("text", { class: each === base ? "row-name base" : "row-name", x: 4, y: above ? y + 16 : middle + 4.5 }, fitted(each.name, above ? width - 12 : left - 20)),
    plan ? marks(panel, each, x, middle) : svg("text", { class: "none", x: left + 4, y: middle + 4.5 }, noPlanText(each)),
    svg("text", { class: "figure", x: width - 4, y: above ? y + 16 : middle + 4.5, "text-anchor": "end" }, svg("tspan", null, strong), rest));
}

function drawPanel(kind, names) {
  const panel = PANELS[kind];
  const figure = h("figure", { class: "panel", id: `chart-${kind}` }, h("figcaption", null, word(`chart.${kind}`)));
  byId("charts").append(figure);
  const width = Math.max(280, figure.clientWidth - 28);
  const narrow = width < NARROW;
  const height = narrow && names ? ROW + 18 : ROW;
  const left = names && !narrow ? Math.min(250, width * 0.32) : 10;
  const right = narrow && names ? 14 : 112;
  const shown = planned.filter((each) => panel.best(each) !== null);
  const span = domain(shown.flatMap((each) => [panel.best(each), ...panel.others(each), panel.bound(each)]).filter((value) => value !== null));
  const x = (value) => left + 8 + (value - span[0]) / (span[1] - span[0]) * (width - left - right - 8);
  const rows = ordered();
  const bottom = TOP + rows.length * height;
  const layout = { width, left, right, names, height, x };
  const label = shown.map((each) => panel.about(each)).join("; ");
  const marksAt = ticks(...span).filter((_, place, every) => !narrow || every.length < 5 || place % 2 === 0);
  figure.append(svg("svg", { viewBox: `0 0 ${width} ${bottom + 26}`, role: "img", "aria-label": label },
    marksAt.map((at) => [
      svg("line", { class: "gridline", x1: x(at), x2: x(at), y1: TOP, y2: bottom }),
      svg("text", { class: "tick", x: x(at), y: bottom + 17, "text-anchor": "middle" }, panel.tick(at))]),
    base.best !== null && panel.best(base) !== null && svg("line", { class: "baseline", x1: x(panel.best(base)), x2: x(panel.best(base)), y1: TOP, y2: bottom }),
    svg("g", null, rows.map((each, place) => chartRow(panel, each, place, layout)))));
}

function drawCharts() {
  const costs = oneCurrency && planned.some((each) => bestOf(each).cost !== null);
  byId("charts").replaceChildren();
  byId("charts").className = costs ? "charts" : "charts single";
  if (!planned.length) return void byId("charts").append(h("p", { class: "notice" }, word("head.none.long")));
  drawPanel("value", true);
  // Beside the first panel the rows need no names; below it they do.
  if (costs) drawPanel("cost", matchMedia("(max-width: 1100px)").matches);
  else byId("charts").append(h("p", { class: "hint" }, word("chart.nocost")));
}

function drawChartLegend() {
  const key = (shape, text) => h("span", null, svg("svg", { width: 34, height: 14, viewBox: "0 0 34 14", "aria-hidden": "true" }, shape), text);
  byId("chart-legend").replaceChildren(
    key(svg("circle", { class: "best", cx: 17, cy: 7, r: 5.5 }), word("chart.best")),
    mostPlans > 1 && key(svg("circle", { class: "seed", cx: 17, cy: 7, r: 4 }), word("chart.seed")),
    key([svg("line", { class: "whisker", x1: 3, x2: 30, y1: 7, y2: 7 }), svg("line", { class: "cap", x1: 30, x2: 30, y1: 1, y2: 13 })], word("chart.bound")),
    key(svg("line", { class: "baseline", x1: 17, x2: 17, y1: 0, y2: 14 }), word("chart.base", { base: base.name })));
}

function drawOrder() {
  const choices = [["file", false], ["value", true], ["titles", true], ...(oneCurrency ? [["cost", false]] : [])];
  byId("order").replaceChildren(h("fieldset", { class: "switch" }, h("legend", null, word("order.legend")),
    choices.map(([key, down]) => h("label", null,
      h("input", { type: "radio", name: "order", value: key, checked: order.key === key, onchange: () => setOrder(key, down) }),
      h("span", null, word(`order.${key}`))))));
}
