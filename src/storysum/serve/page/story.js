// The story, the summaries and how they point at each other.
const one = (selector) => document.querySelector(selector);
const LENGTHS = ["headline", "short", "medium"];
let places = new Map(); // of “lead short 0”, “quote 3”, “block 2”: the elements that are it

export function element(name, given = {}, ...inside) {
  const found = Object.assign(document.createElement(name), given);
  found.append(...inside.filter((part) => part !== null && part !== ""));
  return found;
}

function place(key, node) {
  if (!places.has(key)) places.set(key, []);
  places.get(key).push(node);
}

// Light up all that bears one of these names, and put out the rest.
export function lit(keys) {
  for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
  for (const key of keys) for (const node of places.get(key) ?? []) node.classList.add("lit");
}

function reveal(key, { focus = false } = {}) {
  const node = (places.get(key) ?? []).find((one) => one.closest("#blocks"));
  if (!node) return;
  const pane = one("#story");
  const inside = getComputedStyle(pane).position === "sticky";
  if (inside) {
    const [box, at] = [pane.getBoundingClientRect(), node.getBoundingClientRect()];
    if (at.top < box.top + 60 || at.bottom > box.bottom - 20) pane.scrollTop += at.top - box.top - box.height / 3;
  } else if (focus) node.scrollIntoView({ block: "center" });
  if (focus) (node.closest(".sentence") ?? node).focus({ preventScroll: true });
}

// Whatever points at a place in the story does so by mouse and by keyboard.
function points(node, keys) {
  const at = () => (lit(keys), keys.forEach((key) => reveal(key)));
  node.addEventListener("mouseenter", at);
  node.addEventListener("focus", at);
  node.addEventListener("mouseleave", () => lit([]));
  node.addEventListener("blur", () => lit([]));
}

// One of many is in the order of the tab key; the arrows go on to its neighbours.
function along(box, selector) {
  const all = [...box.querySelectorAll(selector)];
  all.forEach((node, number) => (node.tabIndex = number ? -1 : 0));
  box.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const next = step && all[all.indexOf(event.target.closest(selector)) + step];
    if (!next) return;
    event.preventDefault();
    all.forEach((node) => (node.tabIndex = node === next ? 0 : -1));
    next.focus();
  };
}

async function copy(text, tell) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { value: text, className: "unseen" });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell("Copied.");
}

function side(found, slot, tell) {
  const box = element("article", { className: `side slot-${slot}` });
  box.setAttribute("aria-label", `Summaries by ${found.name}`);
  const head = element("header", {}, element("h3", {}, found.name));
  box.append(head);
  if (found.error) {
    box.append(element("p", { className: "failed" }, found.error));
    return box;
  }
  const forms = { text: found.text, Markdown: found.markdown, JSON: JSON.stringify(found.digest, null, 2) };
  const buttons = Object.entries(forms).map(([name, text]) => {
    const button = element("button", { type: "button", onclick: () => copy(text, tell) }, name);
    button.setAttribute("aria-label", `Copy the summaries by ${found.name} as ${name}`);
    return button;
  });
  head.append(element("p", {}, "Copy as ", ...buttons));
  for (const length of LENGTHS) {
    const summary = found.lengths[length];
    const cap = Object.entries(summary.budget).map(([name, most]) => `${most} ${name}`).join(", ");
    const text = element("p", { className: "text" });
    for (const part of summary.parts) text.append(part.piece === null ? part.text : piece(part, found.name, length));
    const told = summary.parts.length ? `${summary.words} words, ${summary.characters} characters` : "nothing";
    box.append(
      element(
        "div",
        { className: `length ${length}` },
        element("p", { className: "note" }, `${length}: ${told}; at most ${cap}`),
        text,
        ...summary.notes.map((note) => element("p", { className: "note" }, note)),
      ),
    );
  }
  return box;
}

function piece(part, name, length) {
  const key = `${name} ${length} ${part.piece}`;
  const link = element("a", { className: "piece", href: "#story" }, part.text);
  link.addEventListener("click", (event) => (event.preventDefault(), mark(length), lit([key]), reveal(key, { focus: true })));
  points(link, [key]);
  place(key, link);
  return link;
}

function told(taken) {
  const by = new Map();
  for (const key of taken) {
    const [, name, length] = key.match(/^(.*) (\w+) \d+$/);
    by.set(name, (by.get(name) ?? new Set()).add(length));
  }
  return by.size ? `Taken by ${[...by].map(([name, all]) => `${name} (${[...all].join(", ")})`).join("; ")}.` : "Nobody took this.";
}

function block(found, number, { parse }) {
  const box = element("p", { className: `block ${found.role}` });
  box.classList.toggle("dropped", !found.kept);
  place(`block ${number}`, box);
  if (!found.kept) box.append(element("span", { className: "role" }, found.role));
  let [span, now, taken] = [null, null, null];
  for (const part of found.parts) {
    const text = element("span", {}, part.text);
    text.taken = part.taken;
    part.taken.forEach((key) => place(key, text));
    if (part.quote !== null) place(`quote ${part.quote}`, text);
    if (part.sentence === null) {
      box.append(text);
      continue;
    }
    if (part.sentence !== now) {
      [span, now, taken] = [element("span", { className: "sentence" }), part.sentence, new Set()];
      span.setAttribute("role", "button");
      const [node, names] = [span, taken];
      const at = () => (lit([...names]), (one("#takers").textContent = told(names)));
      span.addEventListener("mouseenter", at);
      span.addEventListener("focus", at);
      span.addEventListener("mouseleave", () => lit([]));
      span.addEventListener("blur", () => lit([]));
      const open = () => {
        document.querySelector(".sentence.open")?.classList.remove("open");
        node.classList.add("open");
        parse(node.textContent);
      };
      span.addEventListener("click", open);
      span.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") (event.preventDefault(), open());
      });
      box.append(span);
    }
    part.taken.forEach((key) => taken.add(key));
    span.append(text);
  }
  return box;
}

// Mark in the story what one length took, in the colour of who took it.
function mark(length) {
  one(`#marked [value=${length}]`).checked = true;
  const slots = new Map([...document.querySelectorAll(".side h3")].map((head, slot) => [head.textContent, slot]));
  for (const text of document.querySelectorAll("#blocks .block span")) {
    if (!text.taken) continue;
    const by = new Set(text.taken.filter((key) => key.includes(` ${length} `)).map((key) => key.replace(/ \w+ \d+$/, "")));
    text.className = by.size ? `taken ${by.size > 1 ? "several" : `slot-${slots.get([...by][0])}`}` : "";
  }
}

function quote(found, number) {
  const said = found.person ?? found.speaker;
  const who = said ? said.text : "Nobody is named";
  const mention = found.speaker && found.person && found.speaker.text !== found.person.text ? `, as “${found.speaker.text}”` : "";
  const sure = said ? `; ${Math.round(found.confidence * 100)} % sure` : "";
  const kind = found.kind === "partial" ? "; a few words only" : "";
  const item = element(
    "li",
    {},
    element("p", { className: "text" }, found.text),
    element("p", { className: "note" }, element("strong", {}, who), `${mention}${sure}${kind}`),
  );
  points(item, [`quote ${number}`]);
  return item;
}

function out(found, number) {
  const text = found.parts.map((part) => part.text).join("");
  const item = element(
    "li",
    {},
    element("p", { className: "note" }, element("strong", {}, found.role), found.reason ? `: ${found.reason}` : ""),
    element("p", { className: "text" }, text.length > 160 ? `${text.slice(0, 160)}…` : text),
  );
  points(item, [`block ${number}`]);
  return item;
}

function list(box, items, none) {
  box.querySelector("ul").replaceChildren(...(items.length ? items : [element("li", { className: "note" }, none)]));
  if (items.length) along(box, "li");
}

export function show(view, { parse, tell }) {
  places = new Map();
  one("#results .sides").replaceChildren(...view.backends.map((found, slot) => side(found, slot, tell)));
  one("#blocks").replaceChildren(...view.story.map((found, number) => block(found, number, { parse })));
  along(one("#blocks"), ".sentence");
  one("#story-head").textContent = view.title ?? "Story";
  const reads = view.reads_as ? `, reads as ${view.reads_as}` : "";
  one("#facts").textContent = [view.byline && `by ${view.byline}`, view.published, `language: ${view.language}${reads}`].filter(Boolean).join(" · ");
  list(one("#quotes"), view.quotes.map(quote), "No quoted speech.");
  const dropped = view.story.map((found, number) => [found, number]).filter(([found]) => !found.kept);
  list(one("#out"), dropped.map(([found, number]) => out(found, number)), "Nothing: all of it is story.");
  mark(one("#marked input:checked").value);
}

one("#marked").addEventListener("change", (event) => mark(event.target.value));
