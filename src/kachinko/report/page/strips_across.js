// Strips that lie across the page, one a row, under their day breaks; and the one-liner.

const ACROSS = ["scene", "ie", "set", "dn", "pages", "cast", "synopsis", "time"];
const ONE_LINE = ["scene", "ie", "dn", "set", "scriptday", "pages", "cast", "synopsis"];
const VALUES = {
  scene: (strip) => strip.number, ie: (strip) => strip.setting, dn: (strip) => strip.time, set: (strip) => strip.set,
  scriptday: (strip) => strip.script_day, pages: (strip) => strip.pages, cast: (strip) => strip.cast.join(", "),
  synopsis: (strip) => strip.synopsis, time: (strip) => strip.about,
};
const LOOKS = { pages: "pages n", time: "time n" };

const pagesText = (pages) => word(pages === "1" ? "day.pages.one" : "day.pages", { pages });

function stripRow(strip, columns, coloured) {
  return h("tr", { class: coloured ? `strip ${strip.tone}` : "line" }, columns.map((column) =>
    h(column === "scene" ? "th" : "td", { class: LOOKS[column] || column, scope: column === "scene" ? "row" : null }, VALUES[column](strip))));
}

function dayBreak(day, columns) {
  return h("tr", { class: "break" }, h("th", { colspan: columns.length, scope: "rowgroup" }, h("div", { class: "break-line" },
    h("strong", null, day.title, day.unit && ` · ${day.unit}`), h("span", null, day.date),
    h("span", null, `${day.kind} ${word("day.hours", day)}`), h("span", { class: "grow" }, day.place), h("span", null, pagesText(day.pages)))));
}

function stripTable(rows, columns, coloured) {
  const body = rows.map((row) => {
    if (!row.break) {
      return h("tbody", null, h("tr", { class: `banner ${row.kind}` }, h("th", { colspan: columns.length, scope: "rowgroup" },
        h("div", { class: "break-line" }, h("strong", null, row.days), h("span", null, row.reason)))));
    }
    return h("tbody", null, dayBreak(row, columns), row.strips.map((strip) => [
      strip.move && coloured && h("tr", { class: "moved" }, h("td", { colspan: columns.length }, strip.move)),
      stripRow(strip, columns, coloured),
    ]));
  });
  return stripFrame(body, columns, coloured);
}

function stripFrame(body, columns, coloured) {
  return h("div", { class: "scroll" }, h("table", { class: coloured ? "strips" : "strips lines" },
    h("thead", null, h("tr", null, columns.map((column) => h("th", { class: LOOKS[column] || column, scope: "col" }, word(`col.${column}`))))), body));
}

function drawAcross() {
  byId("strips-across").replaceChildren(stripTable(data.rows, ACROSS, true));
  byId("oneliner-body").replaceChildren(stripTable(data.rows, ONE_LINE, false));
  const { strips, note } = data.boneyard;
  byId("boneyard").replaceChildren(...(strips.length
    ? [h("p", { class: "hint" }, note), stripFrame([h("tbody", null, strips.map((strip) => stripRow(strip, ACROSS, true)))], ACROSS, true)]
    : [h("p", { class: "hint" }, word("boneyard.empty"))]));
}
