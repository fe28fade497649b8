// What the parts of the page share: names, chances, dates, tables.

const shortDate = new Intl.DateTimeFormat(LANG, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const instant = (iso) => Date.parse(`${iso}T00:00:00Z`);
const dateText = (iso) => shortDate.format(instant(iso));

const titleName = (id) => data.names.titles[id] || id;
const itemName = (title, item) => data.names.items[`${title}/${item}`] || item;
const stageName = (id) => (id === null ? word("location") : data.names.stages[id] || id);

/** A chance; only what held in every draw, or in none, is written 100 or 0. */
function chance(share) {
  if (share > 0 && share < 0.001) return `<${percent(0.001, 1)}`;
  if (share < 1 && share > 0.999) return `>${percent(0.999, 1)}`;
  return percent(share, share > 0 && share < 1 ? 1 : 0);
}

const days = (n) => word("days", { n: rounded(n, 1) });
const signed = (n) => `${n < 0 ? "−" : "+"}${rounded(Math.abs(n), 2)}`;

/** A table; columns are [key of the head, cell of a row, whether it is a number]. */
function dataTable(columns, rows) {
  const head = columns.map(([key, , numeric]) => h("th", { scope: "col", class: numeric ? "n" : null }, word(`col.${key}`)));
  const body = rows.map((row) => h("tr", null, columns.map(([key, cell, numeric], place) =>
    h(place ? "td" : "th", { scope: place ? null : "row", class: numeric ? "n" : null, "data-label": word(`col.${key}`) }, cell(row)))));
  return h("div", { class: "scroll" }, h("table", { class: "stacked" }, h("thead", null, h("tr", null, head)), h("tbody", null, body)));
}
