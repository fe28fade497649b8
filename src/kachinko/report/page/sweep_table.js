// The table of scenarios, sorted by any column.

const ofBest = (name) => (each) => (bestOf(each) ? bestOf(each)[name] : null);
const ofAgainst = (name) => (each) => (each.against ? each.against[name] : null);
const searched = (each) => (each.runs.length ? each.runs.reduce((sum, run) => sum + (run.seconds || 0), 0) : null);

/** Least and most value over the seeds. */
function spreadText(each) {
  const values = each.runs.map((run) => run.value).filter((value) => typeof value === "number");
  return values.length < 2 ? "" : rangeOf(values, number).replace(" ", "\u00a0");
}

const compact = (amount, each) => money(amount, each.currency, true);
const COLUMNS = [
  { key: "name", value: (each) => each.name, text: null },
  ...data.factors.map((factor, place) => ({ key: `factor ${place}`, head: factor, value: (each) => each.levels[place], text: (value) => value })),
  { key: "titles", value: ofBest("titles_in"), text: number },
  { key: "rate", value: ofBest("rate"), text: (value) => rounded(value, 1) },
  { key: "value", value: ofBest("value"), text: number },
  { key: "bound", value: (each) => each.bound, text: upperBound },
  { key: "gap", value: (each) => each.gap, text: gapText },
  ...(mostPlans > 1 ? [{ key: "spread", value: (each) => spreadOf(each), text: (_, each) => spreadText(each) }] : []),
  { key: "cost", value: ofBest("cost"), text: compact },
  { key: "costbound", value: ofBest("cost_bound"), text: (value, each) => (each.currency === base.currency ? lowerBound(value) : compact(value, each)) },
  { key: "dvalue", value: ofAgainst("value"), text: (value) => change(value) },
  { key: "dtitles", value: ofAgainst("titles"), text: (value) => change(value) },
  { key: "dcost", value: ofAgainst("cost"), text: (value, each) => signed(value, (amount) => compact(amount, each)) },
  { key: "floor", value: ofBest("floor"), text: (value) => percent(value) },
  { key: "crews", value: ofBest("crews"), text: (value) => percent(value) },
  { key: "seconds", value: searched, text: duration },
].map((column) => ({ ...column, head: column.head || word(`table.${column.key}`), isText: column.key === "name" || column.key.startsWith("factor ") }));

function spreadOf(each) {
  const values = each.runs.map((run) => run.value).filter((value) => typeof value === "number");
  return values.length < 2 ? null : Math.max(...values) - Math.min(...values);
}

/** A difference in colour: more is good. */
function change(value) {
  return h("span", { class: Math.abs(value) < 1e-9 ? "quiet" : value > 0 ? "up" : "down" }, signed(value));
}

function headCell(column) {
  const sorted = order.key === column.key;
  const down = sorted ? !order.down : !column.isText;
  return h("th", { scope: "col", class: column.isText ? null : "n", "aria-sort": sorted ? (order.down ? "descending" : "ascending") : null },
    h("button", { type: "button", "data-key": column.key, title: word("table.sort", { column: column.head }), onclick: () => { setOrder(column.key, down); byId("table-body").querySelector(`[data-key="${column.key}"]`).focus(); } }, column.head));
}

function bodyCell(column, each) {
  const value = column.value(each);
  return h("td", { class: column.isText ? null : "n" }, value === null || value === undefined ? h("span", { class: "quiet" }, "–") : column.text(value, each));
}

function tableRow(each) {
  return h("tr", { class: each === base ? "first" : null },
    h("th", { scope: "row" }, each.name, each === base && all.length > 1 && [" ", h("span", { class: "tag" }, word("table.base"))],
      each.best === null && [" ", h("span", { class: "tag" }, noPlanText(each))]),
    COLUMNS.slice(1).map((column) => bodyCell(column, each)));
}

function drawTable() {
  const before = byId("table-body").querySelector(".scroll");
  const scrolled = before ? before.scrollLeft : 0;
  const frame = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("table.heading") },
    h("table", { class: "sortable" }, h("thead", null, h("tr", null, COLUMNS.map(headCell))), h("tbody", null, ordered().map(tableRow))));
  byId("table-body").replaceChildren(frame);
  frame.scrollLeft = scrolled;
}
