/* What is chosen, where that is kept (behind the # of the address), and who draws what of it. */

const ORDER = ["length", "by", "against", "first", "article", "show", "at"];
const MOST = 4;

const numbered = (name) => data.backends.findIndex((backend) => backend.name === name);
const columnOf = (name) => data.columns.findIndex((column) => column.name === name);

/* What one sees who chooses nothing. */
function beginning() {
  const length = data.lengths.includes("short") ? "short" : data.lengths[0];
  const names = data.boards[length].rows.map((row) => row.backend);
  const against = numbered("lead") >= 0 ? numbered("lead") : names[names.length - 1];
  const own = names.filter((backend) => backend !== against && !data.backends[backend].part);
  const first = own[0] ?? names.find((backend) => backend !== against) ?? against;
  return { length, by: null, against, first, article: 0, show: [...new Set([first, against])], at: null };
}

/* The state that an address asks for; what it does not say, or says wrongly, is as at the beginning. */
function asked(fragment) {
  const state = beginning(),
    wanted = new URLSearchParams(fragment.replace(/^#/, ""));
  const backend = (name) => {
    const found = numbered(wanted.get(name));
    return found < 0 ? state[name] : found;
  };
  if (data.lengths.includes(wanted.get("length"))) state.length = wanted.get("length");
  if (columnOf(wanted.get("by")) >= 0) state.by = wanted.get("by");
  state.against = backend("against");
  state.first = backend("first");
  const article = data.articles.findIndex((one) => one.id === wanted.get("article"));
  if (article >= 0) state.article = article;
  const listed = wanted
    .getAll("show")
    .map(numbered)
    .filter((one) => one >= 0);
  if (wanted.has("show")) state.show = [...new Set(listed)].slice(0, MOST);
  if (["board", "speed", "differences", "story", "made"].includes(wanted.get("at")))
    state.at = wanted.get("at");
  return state;
}

function written(state) {
  const found = new URLSearchParams();
  const values = {
    ...state,
    against: data.backends[state.against].name,
    first: data.backends[state.first].name,
    article: data.articles[state.article]?.id,
  };
  for (const name of ORDER) {
    if (name === "show") {
      for (const one of state.show) found.append("show", data.backends[one].name);
      if (!state.show.length) found.append("show", "");
    } else if (values[name] !== null && values[name] !== undefined) found.set(name, values[name]);
  }
  return `#${found}`;
}

/* The column that figures are in: the one asked for where it was measured at this length. */
function measuredBy(state) {
  const pairs = data.pairs[state.length];
  if (state.by !== null && pairs[state.by]) return columnOf(state.by);
  const leading = data.boards[state.length].leading;
  return leading === null ? -1 : leading;
}

const PARTS = [
  { needs: ["length", "by", "against", "first", "show"], draw: drawChoices },
  { needs: ["length", "by", "against"], draw: drawBoard },
  { needs: ["length", "by"], draw: drawScatter },
  { needs: ["length", "by", "against", "first", "article"], draw: drawDifferences },
  { needs: ["length", "by", "article", "show"], draw: drawStory },
];

let state = asked(location.hash);
const drawn = new Map();

function redraw(all = false) {
  const column = measuredBy(state);
  for (const part of PARTS) {
    const now = JSON.stringify(part.needs.map((name) => (name === "by" ? column : state[name])));
    if (!all && drawn.get(part) === now) continue;
    drawn.set(part, now);
    part.draw(state, column);
  }
}

/* Take a choice: draw it, keep it in the address, tell it to who cannot see it. */
function choose(change, said = "") {
  const turned = change.article !== undefined && change.article !== state.article;
  state = { ...state, ...change };
  redraw();
  history[turned ? "pushState" : "replaceState"](null, "", written(state));
  if (said) at("said").textContent = said;
}

/* Go to a section, as its link would, without losing what is chosen. */
function go(place) {
  const head = at(`${place}-head`);
  if (!head) return;
  head.focus({ preventScroll: true });
  at(place).scrollIntoView();
}

function drawChoices(state, column) {
  show(
    at("lengths"),
    data.lengths.map((length) =>
      make(
        "label",
        {},
        make("input", {
          type: "radio",
          name: "length",
          value: length,
          checked: length === state.length,
          "data-key": `length ${length}`,
          on: { change: () => choose({ length }, `Now the ${kindOf(length)}.`) },
        }),
        make("span", { text: length }),
      ),
    ),
  );
  const judged = data.columns.filter((one) => data.pairs[state.length][one.name]);
  options(
    at("by"),
    judged.map((one) => [one.name, `${one.title} (${one.better} is better)`]),
    data.columns[column]?.name,
  );
  at("by").disabled = !judged.length;
  const names = data.boards[state.length].rows.map((row) => row.backend).sort((one, other) => one - other);
  const everybody = names.map((one) => [data.backends[one].name, named(one)]);
  options(at("against"), everybody, data.backends[state.against].name);
  options(at("first"), everybody, data.backends[state.first].name);
  show(
    at("show"),
    data.backends.map((backend, number) => {
      const slot = state.show.indexOf(number),
        full = state.show.length >= MOST && slot < 0;
      return make(
        "label",
        { class: full ? "full" : null },
        make("input", {
          type: "checkbox",
          name: "show",
          value: backend.name,
          checked: slot >= 0,
          disabled: full,
          "data-key": `show ${backend.name}`,
          on: { change: (event) => tickedOff(number, event.target.checked) },
        }),
        make("span", { text: backend.name }),
        slot < 0
          ? null
          : make("span", { class: `letter slot-${slot}`, "aria-hidden": "true", text: LETTERS[slot] }),
      );
    }),
  );
}

const named = (number) => {
  const backend = data.backends[number];
  return backend.part ? `${backend.name} (${backend.part})` : backend.name;
};

function options(select, choices, chosen) {
  select.replaceChildren(...choices.map(([value, text]) => make("option", { value, text })));
  if (chosen !== undefined) select.value = chosen;
}

function tickedOff(number, on) {
  const rest = state.show.filter((one) => one !== number);
  const now = on ? [...rest, number].slice(0, MOST) : rest;
  const names = now.map((one) => data.backends[one].name);
  choose({ show: now }, names.length ? `Shown: ${listed(names)}.` : "No summaries shown.");
}

function turn(article) {
  if (article < 0 || article >= data.articles.length) return;
  choose(
    { article, at: "story" },
    `Article ${article + 1} of ${data.articles.length}: ${data.articles[article].label}`,
  );
}

/* From a figure to the article that it is of, with the two backends that it compares. */
function openArticle(article) {
  choose({ article, at: "story", show: [...new Set([state.first, state.against])] });
  go("story");
}

/* Links and the legend keep clear of the choices where those stay in sight. */
function measureBar() {
  const bar = document.querySelector("form.choices"),
    stays = getComputedStyle(bar).position === "sticky";
  document.documentElement.style.setProperty("--bar", stays ? `${bar.offsetHeight - 1}px` : "0px");
}

function listen() {
  for (const form of document.forms) form.addEventListener("submit", (event) => event.preventDefault());
  at("by").addEventListener("change", (event) =>
    choose({ by: event.target.value }, `Measured by ${event.target.selectedOptions[0].text}.`),
  );
  at("against").addEventListener("change", (event) =>
    choose({ against: numbered(event.target.value) }, `Compared with ${event.target.value}.`),
  );
  at("first").addEventListener("change", (event) =>
    choose({ first: numbered(event.target.value) }, at("differences-lede").textContent),
  );
  at("article").addEventListener("change", (event) => turn(Number(event.target.value)));
  at("previous").addEventListener("click", () => turn(state.article - 1));
  at("next").addEventListener("click", () => turn(state.article + 1));
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const place = link.getAttribute("href").slice(1);
      choose({ at: place });
      go(place);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (!event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    // Where the arrows mean something already, or a selection is being drawn out, they keep that meaning.
    if (!step || event.target.closest("select, input[type=radio]") || !getSelection().isCollapsed) return;
    event.preventDefault();
    turn(state.article + step);
  });
  window.addEventListener("hashchange", () => {
    if (!location.hash.includes("=")) return;
    state = asked(location.hash);
    redraw();
    if (state.at) go(state.at);
  });
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    measureBar();
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    drawScatter(state, measuredBy(state));
    drawDifferences(state, measuredBy(state));
  });
}

options(
  at("article"),
  data.articles.map((_, number) => [String(number), titled(number)]),
);
drawOnce();
listen();
redraw(true);
measureBar();
if (location.hash.includes("=") && state.at) go(state.at);
