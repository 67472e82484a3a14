/* Elements and numbers. Text comes in by textContent alone: nothing that an article says is markup. */

const SVG = "http://www.w3.org/2000/svg";

function put(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "on")
      for (const [kind, heard] of Object.entries(value)) node.addEventListener(kind, heard);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined) node.append(child);
  return node;
}

const make = (tag, attributes = {}, ...children) => put(document.createElement(tag), attributes, children);
const draw = (tag, attributes = {}, ...children) =>
  put(document.createElementNS(SVG, tag), attributes, children);
const at = (id) => document.getElementById(id);
const unseen = (text) => make("span", { class: "unseen", text });

/* Replace what a place shows; whoever had the focus in there has it again. */
function show(place, ...children) {
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  if (held === undefined) return;
  for (const one of place.querySelectorAll("[data-key]"))
    if (one.dataset.key === held) one.focus({ preventScroll: true });
}

const MINUS = "\u2212";
const shown = (number, digits) => (number < 0 ? MINUS : "") + Math.abs(number).toFixed(digits);
/* Of a difference, so that what rounds to nothing has no sign. */
function signed(number, digits) {
  const written = Math.abs(number).toFixed(digits);
  return Number(written) === 0 ? written : (number < 0 ? MINUS : "+") + written;
}
const figure = (value, column) =>
  value === null || value === undefined ? "–" : shown(value * column.scale, column.digits);
const interval = (low, high, column, write = shown) =>
  low === null || high === null
    ? ""
    : `[${write(low * column.scale, column.digits)}, ${write(high * column.scale, column.digits)}]`;

function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds >= 1) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  const thousandths = seconds * 1000;
  return `${thousandths.toFixed(thousandths < 10 ? 1 : 0)} ms`;
}

/* "the short summaries"; a budget of one's own is called by its caps. */
const kindOf = (length) =>
  length === "headline"
    ? "headlines"
    : ["short", "medium"].includes(length)
      ? `${length} summaries`
      : `summaries of ${length}`;
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

function listed(names, most = 6) {
  if (names.length > most)
    return `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} others`;
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/* A table that scrolls by itself where it is too wide, by keyboard too. */
function table(caption, head, rows, kind = "") {
  const name = make("caption", { text: caption });
  const whole = make("table", { class: kind }, name, make("thead", {}, head), make("tbody", {}, rows));
  return make(
    "div",
    { class: "scrolls", role: "region", tabindex: "0", "aria-label": caption, "data-key": caption },
    whole,
  );
}

const th = (scope, attributes, ...children) => make("th", { scope, ...attributes }, ...children);

/* Round numbers for an axis from low to high, about so many. */
function ticks(low, high, wanted) {
  const rough = (high - low || 1) / wanted,
    power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const found = [];
  for (let tick = Math.ceil(low / step - 1e-9); tick * step <= high + step * 1e-9; tick += 1)
    found.push(Number((tick * step).toPrecision(12)));
  return found;
}
const tick = (number) => (number < 0 ? MINUS : "") + String(Math.abs(number));

/* All that the page knows; `contents.py` says how it is laid out. */
const data = JSON.parse(at("data").textContent);
