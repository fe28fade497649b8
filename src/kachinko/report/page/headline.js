// The band at the top: what is decided and how good it is, in ten seconds.

/** Status in plain words: a short verdict, a sentence, and a tone for its colour. */
function verdict(result) {
  const gap = result.gap;
  if (!result.titles_total) return { short: word("head.empty"), long: word("head.empty.long"), tone: "warn" };
  if (result.status === "infeasible") return { short: word("head.infeasible"), long: word("head.infeasible.long"), tone: "bad" };
  if (result.status === "unknown") return { short: word("head.unknown"), long: word("head.unknown.long"), tone: "warn" };
  if (result.status === "optimal") return { short: word("head.optimal"), long: word("head.optimal.long"), tone: "good" };
  if (gap !== null && gap <= 1e-9) {
    const known = result.cost && result.cost_bound !== null;
    const long = known ? word("head.best.long", { gap: gapText((result.cost - result.cost_bound) / result.cost) }) : word("head.best.nocost");
    return { short: word("head.best"), long, tone: "good" };
  }
  return {
    short: word("head.feasible", { gap: gapText(gap) }),
    long: word("head.feasible.long", { bound: upperBound(result.value_bound), value: number(result.value) }),
    tone: "fair",
  };
}

function countOfTitles(result) {
  if (!result.titles_total) return word("head.empty");
  if (!result.titles_in) return word(result.titles_total === 1 ? "head.none.one" : "head.none", { m: result.titles_total });
  return word(result.titles_total === 1 ? "head.fit.one" : "head.fit", { n: result.titles_in, m: result.titles_total });
}

/** The number in front of the count, large. */
function bigCount(result) {
  const text = countOfTitles(result);
  const parts = /^(\d+)( .*)$/.exec(text);
  return parts ? [h("b", null, parts[1]), parts[2]] : text;
}

function gauge(result) {
  const share = result.value_bound ? Math.min(1, result.value / result.value_bound) : 1;
  const label = word("head.value.gauge", { value: number(result.value), bound: upperBound(result.value_bound) });
  return svg("svg", { class: "gauge", role: "img", "aria-label": label, viewBox: "0 0 1000 14", preserveAspectRatio: "none" },
    svg("rect", { width: 1000, height: 14, rx: 4, class: "gauge-rest" }),
    svg("rect", { width: 1000 * share, height: 14, rx: 4, class: "gauge-fill" }));
}

function fact(label, value, note, extra) {
  return h("div", { class: "fact" }, h("dt", null, label), h("dd", null, h("strong", null, value), extra, h("span", null, note)));
}

function costFact(result) {
  const none = result.cost === null;
  const bound = result.cost_bound === null ? word("head.cost.nobound") : word("head.cost.note", { bound: lowerBound(result.cost_bound) });
  return h("div", { class: "fact", title: none ? null : money(result.cost) },
    h("dt", null, word("head.cost")),
    h("dd", null, h("strong", null, none ? word("head.none.value") : money(result.cost, undefined, true)), h("span", null, none ? "" : bound)));
}

/** What there is to say of a search that found no plan. */
function factsOfNone(result) {
  const bounded = result.status !== "infeasible" && result.titles_total > 0;
  return h("dl", { class: "facts few" },
    bounded && fact(word("head.bound"), upperBound(result.value_bound), word("head.bound.note")),
    stagesFact(result, String(result.stages_offered)),
    fact(word("head.sought"), seconds(data.computed.seconds), word("head.sought.note")));
}

function stagesFact(result, count) {
  return fact(word("head.stages.label"), count, word("head.stages.note", { offered: result.stages_offered, total: result.stages_total }));
}

function facts(result, tone) {
  if (result.gap === null) return factsOfNone(result);
  const rate = result.per_year;
  const first = data.computed.seconds_to_first;
  const years = rounded(rate.days / rate.days_a_year, 2);
  return h("dl", { class: `facts ${tone}` },
    fact(word("head.value"), number(result.value), word("head.value.note", { bound: upperBound(result.value_bound) }), gauge(result)),
    fact(word("head.gap"), gapText(result.gap), word("head.gap.note")),
    costFact(result),
    fact(word("head.rate"), rounded(rate.rate, 1), word("head.rate.note", { n: rate.titles, years, days: rate.days, year: rate.days_a_year })),
    stagesFact(result, String(result.stages_used)),
    fact(word("head.first"), first === null ? word("head.none.value") : seconds(first), word("head.first.note", { seconds: seconds(data.computed.seconds) })));
}

const MOST_SENTENCES = 3;

function whyNone(result) {
  const shown = result.why_none.slice(0, MOST_SENTENCES);
  if (!shown.length) return null;
  const rest = result.why_none.length - shown.length;
  return h("div", { class: "why" },
    shown.map(({ title, sentence }) => h("p", null, title ? word("head.because", { title, sentence }) : sentence)),
    rest > 0 && h("p", null, h("a", { href: "#titles-out" }, word("head.more", { n: rest }))));
}

function drawHeadline() {
  const result = data.result;
  const { short, long, tone } = verdict(result);
  const stages = word("head.stages", { used: result.stages_used, offered: result.stages_offered });
  byId("headline").replaceChildren(
    h("p", { class: "where" }, h("strong", null, data.project.name), h("span", null, word("head.where", { from: mediumDate(0), to: mediumDate(data.days - 1), stages }))),
    h("div", { class: `decided ${tone}` },
      h("h1", null, bigCount(result)),
      h("div", { class: `verdict ${tone}` }, h("strong", null, short), h("span", null, long), whyNone(result))),
    facts(result, tone));
}
