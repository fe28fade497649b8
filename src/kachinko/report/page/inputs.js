// What went in: studios, stages, agreements, assumptions; and how it was computed.

function table(columns, rows) {
  return h("table", { class: "stacked" },
    h("thead", null, h("tr", null, columns.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", null, rows.map(([head, ...cells]) => h("tr", null, h("th", { scope: "row" }, head), cells.map((cell, place) => h("td", { "data-label": columns[place + 1] }, cell))))));
}

function remark(stage) {
  const parts = [];
  if (stage.left_out) parts.push(word("inputs.leftout", { why: stage.left_out }));
  if (!stage.quiet) parts.push(word("inputs.notquiet"));
  if (stage.closures.length) {
    const list = stage.closures.map(([first, stop, reason]) => spanText([first, stop]) + (reason ? ` (${reason})` : ""));
    parts.push(word("inputs.closures", { list: list.join("; ") }));
  }
  return parts.join(". ") || "–";
}

function stageRow(stage) {
  const known = (value, text) => (value === null ? word("inputs.unknown") : text);
  const open = sum(stage.open.map(([first, stop]) => stop - first));
  return [stage.name, known(stage.floor_m2, area(stage.floor_m2)),
    known(stage.width_m, stage.width_m && word("tip.size", { w: number(stage.width_m), d: number(stage.depth_m) })),
    known(stage.clear_height_m, `${number(stage.clear_height_m || 0)} m`), known(stage.power_kva, `${number(stage.power_kva || 0)} kVA`),
    stage.features.join(", ") || "–", word("inputs.opendays", { n: open, m: data.days }), remark(stage)];
}

function studioBlock(studio, place) {
  const days = studio.weekdays.map((day) => word(`weekday.${day}`)).join(", ");
  const about = [studio.city, studio.country, word("inputs.calendar", { days }), studio.holiday_code && word("inputs.holidays", { code: studio.holiday_code }),
    studio.build_crews === null ? word("inputs.nocrews") : word("inputs.crews", { n: studio.build_crews })];
  const columns = ["stage", "floor", "size", "height", "power", "features", "open", "remark"].map((name) => word(`inputs.${name}`));
  return [h("h4", null, studio.name), h("p", { class: "hint" }, about.filter(Boolean).join(" · ")),
    table(columns, data.stages.filter((stage) => stage.studio === place).map(stageRow))];
}

function agreementRow(each) {
  const names = each.stages.map((id) => data.stages.find((stage) => stage.id === id)?.name || id);
  const rent = each.rent ? word("inputs.rent.per", { amount: money(each.rent.amount, each.rent.currency), per: word(`period.${each.rent.per}`) }) : "–";
  return [each.id, each.lessee || "–", names.join(", "), spanText(each.days), each.take_or_pay ? `${rent} · ${word("inputs.top")}` : rent];
}

function agreements() {
  if (!data.agreements.length) return h("p", null, word("inputs.noagreements"));
  return table(["agreement", "lessee", "stages", "dates", "rent"].map((name) => word(`inputs.${name}`)), data.agreements.map(agreementRow));
}

function method() {
  const { computed, result } = data;
  const of = (value, bound) => (value === null ? "–" : `${value} / ${bound === null ? "–" : bound}`);
  const planned = result.gap !== null;
  const rows = [
    ["status", verdict(result).short],
    ["valuebound", of(planned ? number(result.value) : "–", upperBound(result.value_bound))],
    ["costbound", of(result.cost === null ? null : money(result.cost), result.cost_bound === null ? null : money(result.cost_bound))],
    ["seconds", number(computed.seconds)], ["first", computed.seconds_to_first === null ? "–" : seconds(computed.seconds_to_first)],
    ["seed", String(computed.seed)], ["workers", String(computed.workers)], ["iterations", number(computed.iterations)],
    ["versions", Object.entries(computed.versions).map(([name, version]) => `${name} ${version}`).join(", ") || "–"],
  ];
  return h("dl", { class: "method" }, rows.map(([name, value]) => h("div", null, h("dt", null, word(`inputs.${name}`)), h("dd", null, value))));
}

function drawInputs() {
  const panel = (name, open, ...content) => h("details", { open }, h("summary", null, word(`inputs.${name}`)), ...content);
  const { notes } = data.project;
  const assumptions = data.assumptions.length ? h("ul", null, data.assumptions.map((each) => h("li", null, each))) : h("p", null, word("inputs.noassumptions"));
  whenever(["unit"], () => {
    byId("inputs-body").replaceChildren(
      panel("studios", true, data.studios.length ? data.studios.map(studioBlock).flat() : h("p", null, word("inputs.nostudios"))),
      panel("agreements", true, agreements()),
      panel("assumptions", true, assumptions),
      ...(notes ? [panel("notes", true, h("p", { class: "notes" }, notes))] : []),
      panel("method", true, method()));
  });
}
