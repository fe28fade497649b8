// The band at the top: how many days, how good that is proven to be, and the figures behind it.

function drawHead() {
  const { name, days, span, tone, verdict, told, facts } = data.head;
  const [figure, ...rest] = days.split(/(?<=\d)(?=\D)/);
  byId("headline").replaceChildren(
    h("p", { class: "where" }, h("strong", null, name), h("span", null, span)),
    h("div", { class: "decided" },
      h("h1", null, days.match(/^\d/) ? [h("b", null, figure), ...rest] : days),
      h("div", { class: `verdict ${tone}` }, h("strong", null, verdict), h("span", null, told))),
    h("dl", { class: "facts few" }, facts.map(([what, value, note]) =>
      h("div", { class: "fact" }, h("dt", null, what), h("dd", null, h("strong", null, value), h("span", null, note))))));
  byId("conflict").hidden = !data.conflict.length;
  byId("conflict-body").replaceChildren(...data.conflict.map((text) => h("li", null, text)));
  byId("legend").replaceChildren(...data.tones.map((each) => h("span", { class: `tone ${each}` }, word(`tone.${each}`))));
}
