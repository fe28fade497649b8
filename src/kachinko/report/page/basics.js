// What every page builds on: its data, words, elements and numbers.

const data = JSON.parse(document.getElementById("data").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const LANG = document.documentElement.lang || "en";

/** The word for a key, with its {places} filled. */
function word(key, fill = {}) {
  const text = words[key];
  if (text === undefined) throw new Error(`no word for ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(fill[name]));
}

// -- elements ---------------------------------------------------------------------------------

function fillElement(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Build an HTML element; strings among the children become text, never markup. */
const h = (tag, attributes, ...children) => fillElement(document.createElement(tag), attributes, children);

/** Build an SVG element. */
const svg = (tag, attributes, ...children) =>
  fillElement(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

const byId = (id) => document.getElementById(id);

// -- numbers ----------------------------------------------------------------------------------------

const plainNumbers = new Intl.NumberFormat(LANG, { maximumFractionDigits: 3 });
const number = (value) => plainNumbers.format(value);
/** An upper bound, never rounded down. */
const upperBound = (value) => number(Math.max(0, Math.ceil(value * 1000 - 1e-6)) / 1000);
const rounded = (value, places) =>
  new Intl.NumberFormat(LANG, { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);

const percent = (share, places = 0) => `${rounded(share * 100, places)}\u00a0%`;

/** A gap in per cent, always rounded up: what is shown stays true. */
function gapText(gap) {
  if (gap <= 1e-9) return percent(0);
  const places = gap < 0.001 ? 2 : 1;
  const scale = 10 ** places;
  return `${rounded(Math.ceil(gap * 100 * scale - 1e-6) / scale, places)}\u00a0%`;
}

function money(amount, currency = data.project.currency, compact = false) {
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol" };
  if (compact && Math.abs(amount) >= 1e6) return bigMoney(amount, options);
  return new Intl.NumberFormat(LANG, { ...options, minimumFractionDigits: 0, maximumFractionDigits: amount % 1 ? 2 : 0 }).format(amount);
}

/** A lower bound in money, never rounded up. */
function lowerBound(amount) {
  const unit = amount >= 1e6 ? 10 ** (Math.floor(Math.log10(amount)) - 3) : 1;
  return money(Math.floor(amount / unit) * unit, undefined, true);
}

function bigMoney(amount, options) {
  return new Intl.NumberFormat(LANG, { ...options, notation: "compact", minimumFractionDigits: 0, maximumSignificantDigits: 4 }).format(amount);
}

const seconds = (s) => word("seconds", { s: s === null ? "–" : rounded(s, s < 10 ? 1 : 0) });
