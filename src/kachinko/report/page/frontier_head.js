// The band at the top: the two numbers, what they say of the claim, and the figures behind them.

const one = (value) => rounded(value, 1);
const titlesText = (n) => word(n === 1 ? "titles.one" : "titles", { n });
const dateText = (iso) =>
  new Intl.DateTimeFormat(LANG, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));

const TONES = { within: "good", beyond: "bad", open: "open" };

function fact(key, value, note) {
  return h("div", { class: "fact" }, h("dt", null, word(`fact.${key}`)), h("dd", null, h("strong", null, value), h("span", null, note)));
}

function verdictBox() {
  const claim = data.claim;
  const closed = data.titles.lower === data.titles.upper;
  const more = data.interrupted && h("span", null, " ", word("head.interrupted"));
  if (!claim) {
    return h("div", { class: closed ? "verdict good" : "verdict" },
      h("strong", null, word(closed ? "head.exact" : "head.open")), h("span", null, word("head.verdict.none")), more);
  }
  const by = claim.by || word("head.claim.given");
  const link = claim.source ? h("a", { href: claim.source, rel: "noreferrer" }, by) : by;
  return h("div", { class: `verdict ${TONES[claim.verdict]}` },
    h("strong", null, claim.sentence),
    h("span", null, link, claim.quote && ` “${claim.quote}”`), more);
}

function drawHead() {
  const { project, rate, titles, claim } = data;
  const stages = project.stages.length;
  const where = word("head.where", {
    from: dateText(project.from), to: dateText(project.to),
    stages: stages === 1 ? word("head.stages.one") : word("head.stages", { n: stages }),
  });
  byId("headline").replaceChildren(
    h("p", { class: "where" }, h("strong", null, project.name), h("span", null, where)),
    h("div", { class: "decided" },
      h("h1", null, h("b", null, data.range), " ", word("head.unit")), verdictBox()),
    h("dl", { class: "facts" },
      fact("lower", String(titles.lower), word("fact.lower.note", { titles: titlesText(titles.lower), rate: one(rate.lower) })),
      titles.upper === null
        ? fact("upper", "–", word("fact.upper.none"))
        : fact("upper", String(titles.upper), word("fact.upper.note", { titles: titlesText(titles.upper), rate: one(rate.upper) })),
      fact("claim", claim ? claim.figure : "–", claim ? word("fact.claim.note") : word("fact.claim.none")),
      fact("horizon", rounded(project.years, 2), word("fact.horizon.note", { n: project.days })),
      fact("mix", String(data.mix.titles), word(data.mix.equal ? "fact.mix.equal" : "fact.mix.shares")),
      fact("work", word("seconds", { s: rounded(data.seconds, 0) }), word("fact.work.note", { seed: data.seed }))));
  byId("paragraph").textContent = data.answer;
}
