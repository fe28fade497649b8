// The band at the top: how many scenarios, which is worth the most, and how wide they spread.

const rangeOf = (values, text) => {
  if (!values.length) return "–";
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? text(least) : word("head.range", { from: text(least), to: text(most) });
};

const leader = planned.reduce((most, each) => {
  if (!most) return each;
  const [one, other] = [bestOf(most), bestOf(each)];
  const more = other.value > one.value || (other.value === one.value && oneCurrency && other.cost !== null && other.cost < one.cost);
  return more ? each : most;
}, null);

function headFact(key, value, note = word(`head.${key}.note`)) {
  return h("div", { class: "fact" }, h("dt", null, word(`head.${key}`)), h("dd", null, h("strong", null, value), h("span", null, note)));
}

function leaderVerdict() {
  if (!leader) return h("div", { class: "verdict warn" }, h("strong", null, word("head.none")), h("span", null, word("head.none.long")));
  const run = bestOf(leader);
  const against = leader.against;
  return h("div", { class: "verdict good" },
    h("strong", null, word("head.most", { name: leader.name })),
    h("span", null, word("head.most.long", { titles: titlesText(run.titles_in), value: number(run.value), bound: upperBound(leader.bound) })),
    against && against.value > 1e-9 && h("span", null, " ", word(against.proven === "more" ? "head.more" : "head.open", { base: base.name })));
}

function drawHeadline() {
  const best = planned.map(bestOf);
  const parts = all.length === 1 ? word("head.count.one") : word("head.count", { n: all.length });
  const [, count, rest] = /^(\d+)( .*)$/.exec(parts);
  byId("headline").replaceChildren(
    h("p", { class: "where" }, h("strong", null, data.project.name), h("span", null, word("head.where", { from: dateText(base.from), to: dateText(base.to) }))),
    h("div", { class: "decided good" }, h("h1", null, h("b", null, count), rest), leaderVerdict()),
    h("dl", { class: "facts" },
      headFact("value", rangeOf(best.map((run) => run.value), number)),
      headFact("titles", rangeOf(best.map((run) => run.titles_in), number)),
      headFact("rate", rangeOf(best.map((run) => run.rate), (rate) => rounded(rate, 1))),
      headFact("runs", word("head.runs.value", { n: data.ended, m: data.total }), data.failed ? word("head.runs.failed", { n: data.failed }) : undefined),
      headFact("seeds", String(mostPlans)),
      headFact("seconds", duration(data.seconds))));
}
