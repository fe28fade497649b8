// Breakdown sheets, one a scene, and draft call sheets, one a day.

const field = (key, value) => h("div", null, h("dt", null, word(key)), h("dd", null, value || "–"));
const groupList = (groups) => groups.map((group) =>
  h("div", { class: "group" }, h("h4", null, group.name), h("ul", null, group.items.map((item) => h("li", null, item)))));

function breakdownSheet(sheet) {
  const { strip } = sheet;
  return h("article", { class: "sheet" },
    h("header", { class: strip.tone }, h("strong", null, strip.number), h("span", null, [strip.setting, strip.set, strip.time].filter(Boolean).join(" · ")), h("b", null, strip.pages)),
    strip.synopsis && h("p", null, strip.synopsis),
    h("dl", { class: "fields" }, field("breakdown.shot", sheet.shot), field("breakdown.location", strip.place),
      field("breakdown.story", strip.script_day), field("col.minutes", word("breakdown.minutes", { n: strip.minutes })),
      sheet.after.length > 0 && field("breakdown.after", sheet.after.join(", ")), sheet.heading && field("col.heading", sheet.heading)),
    h("div", { class: "groups" }, sheet.groups.length ? groupList(sheet.groups) : h("p", { class: "hint" }, word("breakdown.none"))));
}

function plainTable(heads, rows, right = []) {
  const side = (at) => (right.includes(at) ? "n" : null);
  return h("div", { class: "scroll" }, h("table", null,
    h("thead", null, h("tr", null, heads.map((text, at) => h("th", { class: side(at), scope: "col" }, text)))),
    h("tbody", null, rows.map((row) => h("tr", null, row.map((text, at) => h("td", { class: side(at) }, text)))))));
}

function callSheet(sheet, at) {
  const { day } = sheet;
  const cast = sheet.cast.map((row) => [row.id, row.name, row.actor || "–", row.code, row.first, row.about, row.limit]);
  return h("details", { class: "call", open: at === 0 },
    h("summary", null, h("strong", null, day.title, day.unit && ` · ${day.unit}`), h("span", null, day.date), h("span", null, word("day.hours", day)), h("span", null, day.place)),
    h("div", { class: "call-body" },
      h("p", null, h("strong", null, sheet.long_date), " · ", sheet.count),
      h("dl", { class: "fields" }, field("call.call", day.call), field("call.wrap", day.wrap), field("col.kind", day.kind), field("col.pages", day.pages),
        field("call.place", day.place), field("call.sun", sheet.sun.map((text) => h("div", null, text)))),
      h("h4", null, word("call.scenes")), stripFrame([h("tbody", null, day.strips.map((strip) => [
        strip.move && h("tr", { class: "moved" }, h("td", { colspan: ACROSS.length }, strip.move)), stripRow(strip, ACROSS, true)]))], ACROSS, true),
      h("h4", null, word("call.cast")),
      plainTable([word("col.no"), word("col.part"), word("col.actor"), word("col.status"), word("col.first"), word("col.onset"), ""], cast),
      h("p", { class: "hint" }, word("call.cast.note", { n: data.around })),
      h("h4", null, word("call.needs")), sheet.needs.length ? h("div", { class: "groups" }, groupList(sheet.needs)) : h("p", { class: "hint" }, word("call.needs.none")),
      h("h4", null, word("call.cover")),
      sheet.cover.length > 0 && plainTable([word("col.scene"), word("col.set"), word("col.pages"), word("col.cover"), word("col.also")],
        sheet.cover.map(([strip, planned, also]) => [strip.number, strip.set, strip.pages, planned, also]), [2]),
      sheet.cover_note && h("p", { class: "hint" }, sheet.cover_note),
      h("p", { class: "next" }, sheet.next)));
}

function drawSheets() {
  byId("breakdown-body").replaceChildren(...data.breakdown.map(breakdownSheet));
  byId("calls-body").replaceChildren(...data.calls.map(callSheet));
}
