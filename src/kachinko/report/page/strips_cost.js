// The cost of the order: its lines, what would save most, who waits, the company moves.

function waitBar(row, longest) {
  const worked = (100 * row.worked) / longest;
  const idle = (100 * row.idle) / longest;
  return h("td", { class: "bar" }, svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "worked", width: worked, height: 8 }), svg("rect", { class: "idle", x: worked, width: idle, height: 8 })));
}

function waitTable(rows, what) {
  if (!rows.length) return null;
  const longest = Math.max(...rows.map((row) => row.paid));
  const figures = ["work", "waits", "dropped", "paid", "cost", "idlecost"];
  return h("div", { class: "scroll" }, h("table", { class: "waits" },
    h("thead", null, h("tr", null, h("th", { scope: "col" }, word(what)), h("th", null), figures.map((key) => h("th", { class: "n", scope: "col" }, word(`col.${key}`))))),
    h("tbody", null, rows.map((row) => h("tr", null,
      h("th", { scope: "row" }, row.id && h("b", null, `${row.id} `), row.name), waitBar(row, longest),
      [row.worked, row.idle || "–", row.dropped || "–", row.paid, row.cost, row.idle_cost].map((text) => h("td", { class: "n" }, String(text))))))));
}

function drawCost() {
  const { money } = data;
  const lines = [...money.lines, [word("cost.all"), ...money.total]];
  byId("cost-body").replaceChildren(...[
    h("div", { class: "sums" }, plainTable([word("col.what"), word("col.amount"), word("col.idle")], lines, [1, 2])),
    h("h3", null, word("save.heading")),
    money.savings.length > 0 && h("ol", { class: "savings" }, money.savings.map((text) => h("li", null, text))),
    h("p", { class: "hint" }, money.savings_note),
    h("h3", null, word("cost.who")),
    h("p", { class: "hint" }, word(money.anyone ? "cost.who.note" : "cost.who.none")),
    waitTable(money.cast, "col.part"), waitTable(money.sets, "col.set"),
    h("h3", null, word("cost.moves.heading")),
    money.moves.length ? plainTable([word("col.date"), word("col.move"), "", word("col.cost")], money.moves, [3]) : h("p", { class: "hint" }, word("cost.moves.none")),
    h("h3", null, word("cost.assumptions")),
    money.notes.length ? h("ul", { class: "plain" }, money.notes.map((text) => h("li", null, text))) : h("p", { class: "hint" }, word("cost.assumptions.none")),
  ].filter(Boolean));
}
