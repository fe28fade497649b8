// The band at the top: how likely the slate keeps its dates, and what that means in titles and days.

function headFact(key, value, fill = {}) {
  return h("div", { class: "fact" }, h("dt", null, word(`head.${key}`)), h("dd", null, h("strong", null, value), h("span", null, word(`head.${key}.note`, fill))));
}

function drawHeadline() {
  const slate = data.slate;
  const tone = slate.all_keep_dates >= 0.8 ? "good" : slate.all_keep_dates >= 0.3 ? "warn" : "bad";
  byId("headline").replaceChildren(
    h("p", { class: "where" }, h("strong", null, data.project.name), h("span", null, word("head.where", { draws: number(data.draws), seed: data.seed }))),
    h("div", { class: "decided" },
      h("h1", null, h("b", null, chance(slate.all_keep_dates)), " ", word(slate.titles === 1 ? "head.keep.one" : "head.keep")),
      h("div", { class: `verdict ${tone}` },
        h("strong", null, word("head.plan", { share: chance(slate.all_on_plan) })),
        h("span", null, word("head.mean", { n: rounded(slate.mean_titles_keep, 1), m: slate.titles })))),
    h("dl", { class: "facts" },
      headFact("titles", rounded(slate.mean_titles_keep, 1), { n: slate.titles }),
      headFact("value", rounded(slate.mean_value_keeps, 1), { value: number(slate.value) }),
      headFact("late", rounded(slate.late_days, 1)),
      headFact("planned", dateText(slate.last_wrap.planned)),
      headFact("wrap", dateText(slate.last_wrap.p90)),
      headFact("margin", word("head.margin.value", { n: rounded(data.margin * 100, 1) }))));
}
