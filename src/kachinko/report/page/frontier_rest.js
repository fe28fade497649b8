// What it hangs on, the titles in their order, and the start.

function drawHangs() {
  const notes = data.project.notes.trim();
  byId("hangs-body").replaceChildren(
    h("ul", { class: "hangs" }, data.assumptions.map((each) => h("li", null, each))),
    ...(notes ? [h("h3", null, word("hangs.notes")), h("p", { class: "notes" }, notes)] : []));
}

function stateOf(number) {
  if (number <= data.titles.lower) return "planned";
  return data.titles.upper !== null && number > data.titles.upper ? "impossible" : "open";
}

function drawMix() {
  const rows = data.slate.map((each, index) => {
    const state = stateOf(index + 1);
    return h("li", { class: state }, h("span", { class: "no" }, String(index + 1)),
      h("span", null, h("b", null, each.name), " ", h("small", null, word(`kind.${each.kind}`))),
      h("span", { class: "state" }, word(`mix.${state}`)));
  });
  byId("mix-body").replaceChildren(
    h("p", { class: "hint" }, word("mix.hint", { lower: titlesText(data.titles.lower), balance: percent(data.balance) }),
      data.left_out.length ? ` ${word("mix.left", { names: data.left_out.join(", ") })}` : null),
    h("ol", { class: "slate-list" }, rows));
}

drawHead();
drawChart();
drawHangs();
drawMix();
document.documentElement.dataset.ready = "yes";
