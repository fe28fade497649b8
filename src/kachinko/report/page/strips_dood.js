// Day-out-of-days: a row for each part, set or stage, a column for each day.

function doodHead(numbered) {
  const months = [];
  for (const day of data.days) {
    const last = months[months.length - 1];
    if (last && last[0] === day.month) last[1] += 1;
    else months.push([day.month, 1]);
  }
  const ends = ["work", "hold", "total", "start", "finish", numbered ? "pay" : "cost"];
  return h("thead", null,
    h("tr", null, h("th", { class: "who", rowspan: 3, scope: "col" }, word(numbered ? "col.part" : "col.name")),
      months.map(([name, days]) => h("th", { class: "month", colspan: days }, days > 2 ? name : "")),
      ends.map((key) => h("th", { class: "n", rowspan: 3, scope: "col" }, word(`col.${key}`)))),
    h("tr", null, data.days.map((day) => h("th", { class: day.off ? "d off" : "d" }, day.weekday, h("br"), day.day))),
    h("tr", null, data.days.map((day) => h("th", { class: day.off ? "d off" : "d", title: day.number ? word("day.title", { n: day.number }) : null }, day.number))));
}

function doodTable(rows, numbered) {
  if (!rows.length) return h("p", { class: "hint" }, word("dood.empty"));
  return h("div", { class: "scroll" }, h("table", { class: "dood" }, doodHead(numbered), h("tbody", null, rows.map((row) =>
    h("tr", null, h("th", { class: "who", scope: "row" }, numbered && h("b", null, `${row.id} `), row.name),
      row.codes.map((code, at) => h("td", { class: `d ${row.kinds[at]}${data.days[at].off ? " off" : ""}` }, code)),
      row.totals.map((text) => h("td", { class: "n" }, text)), row.ends.map((text) => h("td", { class: "n" }, text)),
      h("td", { class: "n" }, row.pay))))));
}

function drawDood() {
  byId("cast-body").replaceChildren(doodTable(data.dood.cast, true));
  byId("sets-body").replaceChildren(doodTable(data.dood.sets, false), ...(data.dood.stages.length
    ? [h("h3", null, word("stages.heading")), doodTable(data.dood.stages, false)]
    : [h("p", { class: "hint" }, word("dood.stages.none"))]));
}
