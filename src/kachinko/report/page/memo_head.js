// What is drawn anew when the width changes.
const redrawn = [];

// The band at the top: the place that costs least, how sure that is, and the figures behind it.

function drawHead() {
  const { where, claim, tone, verdict, told, facts } = data.head;
  byId("headline").replaceChildren(
    h("p", { class: "where" }, h("strong", null, where[0]), h("span", null, where[1])),
    h("div", { class: `decided ${tone}` },
      h("h1", null, h("b", null, claim[0]), LANG === "ja" ? "" : " ", claim[1]),
      h("div", { class: `verdict ${tone}` }, h("strong", null, verdict), h("span", null, told))),
    h("dl", { class: "facts" }, facts.map(({ name, figure, note }) =>
      h("div", { class: "fact" }, h("dt", null, name), h("dd", null, h("strong", null, figure), h("span", null, note))))),
    h("p", { class: "mark" }, data.head.mark));
}
