/* Elements and numbers. Text comes in as text alone: nothing that an article says is markup. */

/* All that the page knows; `contents.py` says how it is laid out. */
const { report, leading, parts, articles } = JSON.parse(document.getElementById("data").textContent);

const at = (id) => document.getElementById(id);
const there = (child) => child !== null && child !== undefined && child !== false;

function put(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (!there(value)) continue;
    if (name === "on") for (const [kind, heard] of Object.entries(value)) node.addEventListener(kind, heard);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter(there));
  return node;
}

const make = (tag, attributes = {}, ...children) => put(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) =>
  put(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
const th = (scope, kind, ...children) => make("th", { scope, class: kind || null }, ...children);
const td = (kind, ...children) => make("td", { class: kind || null }, ...children);
const note = (...children) => make("p", { class: "note" }, ...children);
const unseen = (...children) => make("span", { class: "unseen" }, ...children);

/* Replace what a place shows; whoever had the focus in there has it again. */
function show(place, ...children) {
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...children.flat(Infinity).filter(there));
  if (held === undefined) return;
  for (const one of place.querySelectorAll("[data-key]"))
    if (one.dataset.key === held) one.focus({ preventScroll: true });
}

/* A table that scrolls by itself where it is too large, by keyboard too. */
function table(caption, heads, rows, kind) {
  const head = make("thead", {}, make("tr", {}, heads));
  return make(
    "div",
    { class: "scrolls", role: "region", tabindex: "0", "aria-label": caption, "data-key": caption },
    make("table", { class: kind }, make("caption", {}, caption), head, make("tbody", {}, rows)),
  );
}

/* ---- Numbers */

const MINUS = "\u2212";
const shown = (number, digits) => (number < 0 ? MINUS : "") + Math.abs(number).toFixed(digits);
/* Of a difference, so that what rounds to nothing has no sign. */
function signed(number, digits) {
  const written = Math.abs(number).toFixed(digits);
  return Number(written) === 0 ? written : (number < 0 ? MINUS : "+") + written;
}
const figure = (value, column) => (there(value) ? shown(value * column.scale, column.digits) : "–");
const interval = ({ low, high }, column, write = shown) =>
  there(low) && there(high)
    ? `[${write(low * column.scale, column.digits)}, ${write(high * column.scale, column.digits)}]`
    : "";

function duration(seconds) {
  if (!there(seconds)) return "–";
  if (seconds >= 1) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const thousandths = seconds * 1000;
  return `${thousandths.toFixed(thousandths < 10 ? 1 : 0)} ms`;
}

/* Round numbers for an axis from low to high, about so many. */
function ticks(low, high, wanted) {
  const rough = (high - low || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const found = [];
  for (let tick = Math.ceil(low / step - 1e-9); tick * step <= high + step * 1e-9; tick += 1)
    found.push(Number((tick * step).toPrecision(12)));
  return found;
}

/* ---- Words */

/* "the short summaries"; a budget of one's own is called by its caps. */
function kindOf(length) {
  if (length === "headline") return "headlines";
  return ["short", "medium"].includes(length) ? `${length} summaries` : `summaries of ${length}`;
}
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

function listed(names, most = 6) {
  if (names.length > most) return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} others`;
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");
}
const percent = `${Number((report.level * 100).toPrecision(6))}\u00a0%`;
