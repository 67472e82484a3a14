/* What is chosen, where that is kept (behind the # of the address), and what never changes. */

const MOST = 4;

const numbered = (name) => data.backends.findIndex((backend) => backend.name === name);
const columnOf = (name) => data.columns.findIndex((column) => column.name === name);
const ask = (found, otherwise) => (found < 0 ? otherwise : found);

/* What one sees who chooses nothing. */
function beginning() {
  const length = data.lengths.includes("short") ? "short" : data.lengths[0];
  const names = data.boards[length].rows.map((row) => row.backend);
  const against = ask(numbered("lead"), names[names.length - 1]);
  const others = names.filter((backend) => backend !== against);
  const first = others.find((backend) => !data.backends[backend].part) ?? others[0] ?? against;
  return { length, by: null, against, first, article: 0, show: [...new Set([first, against])] };
}

/* The state that an address asks for; what it does not say, or says wrongly, is as at the beginning. */
function asked(fragment) {
  const state = beginning();
  const wanted = new URLSearchParams(fragment.replace(/^#/, ""));
  if (data.lengths.includes(wanted.get("length"))) state.length = wanted.get("length");
  if (columnOf(wanted.get("by")) >= 0) state.by = wanted.get("by");
  for (const name of ["against", "first"]) state[name] = ask(numbered(wanted.get(name)), state[name]);
  state.article = ask(data.articles.findIndex((one) => one.id === wanted.get("article")), state.article);
  const listed = wanted.getAll("show").map(numbered);
  if (listed.length) state.show = [...new Set(listed.filter((one) => one >= 0))].slice(0, MOST);
  return state;
}

function written({ length, by, against, first, article, show }) {
  const found = new URLSearchParams({ length });
  if (by !== null) found.set("by", by);
  found.set("against", data.backends[against].name);
  found.set("first", data.backends[first].name);
  if (data.articles[article]) found.set("article", data.articles[article].id);
  for (const one of show) found.append("show", data.backends[one].name);
  if (!show.length) found.set("show", "");
  return `#${found}`;
}

/* The column that figures are in: the one asked for where it was measured at this length. */
function measuredBy(state) {
  if (state.by !== null && data.pairs[state.length][state.by]) return columnOf(state.by);
  return data.boards[state.length].leading ?? -1;
}

let state = asked(location.hash);

function redraw() {
  const column = measuredBy(state);
  for (const part of [drawChoices, drawBoard, drawDifferences, drawStory]) part(state, column);
}

/* Take a choice: draw it, keep it in the address, tell it to who cannot see it. */
function choose(change, said = "") {
  const turned = change.article !== undefined && change.article !== state.article;
  state = { ...state, ...change };
  redraw();
  history[turned ? "pushState" : "replaceState"](null, "", written(state));
  if (said) show(at("said"), said);
}

/* Go to a section, as its link would, without losing what is chosen. */
function go(place) {
  at(`${place}-head`).focus({ preventScroll: true });
  at(place).scrollIntoView();
}

function drawChoices(state, column) {
  const judged = data.columns.filter((one) => data.pairs[state.length][one.name]);
  const names = data.boards[state.length].rows.map((row) => row.backend).sort((one, other) => one - other);
  const everybody = names.map((one) => [data.backends[one].name, named(data.backends[one])]);
  show(at("lengths"), data.lengths.map(lengthChoice));
  const ways = judged.map((one) => [one.name, `${one.title} (${one.better} is better)`]);
  options(at("by"), ways, data.columns[column]?.name);
  options(at("against"), everybody, data.backends[state.against].name);
  options(at("first"), everybody, data.backends[state.first].name);
  show(at("show"), data.backends.map(backendChoice));
}

function lengthChoice(length) {
  const attributes = { type: "radio", name: "length", value: length, checked: length === state.length };
  const on = { change: () => choose({ length }, `Now the ${kindOf(length)}.`) };
  const input = make("input", { ...attributes, "data-key": `length ${length}`, on });
  return make("label", {}, input, make("span", {}, length));
}

function backendChoice({ name }, number) {
  const slot = state.show.indexOf(number);
  const full = state.show.length >= MOST && slot < 0;
  const attributes = { type: "checkbox", name: "show", value: name, checked: slot >= 0, disabled: full };
  const on = { change: (event) => showBy(number, event.target.checked) };
  return make("label", { class: full && "full" }, [
    make("input", { ...attributes, "data-key": `show ${name}`, on }),
    make("span", {}, name),
    slot >= 0 && letter(slot),
  ]);
}

function options(select, choices, chosen) {
  select.replaceChildren(...choices.map(([value, text]) => make("option", { value }, text)));
  select.disabled = !choices.length;
  if (chosen !== undefined) select.value = chosen;
}

function showBy(number, on) {
  const rest = state.show.filter((one) => one !== number);
  const now = on ? [...rest, number] : rest;
  const names = now.map((one) => data.backends[one].name);
  choose({ show: now }, names.length ? `Shown: ${listed(names)}.` : "No summaries shown.");
}

function turn(article) {
  choose({ article }, `Article ${article + 1} of ${data.articles.length}: ${data.articles[article].label}`);
}

function listen() {
  for (const form of document.forms) form.addEventListener("submit", (event) => event.preventDefault());
  const heard = (place, kind, hear) => at(place).addEventListener(kind, hear);
  heard("by", "change", ({ target }) =>
    choose({ by: target.value }, `Measured by ${target.selectedOptions[0].text}.`),
  );
  heard("against", "change", ({ target }) =>
    choose({ against: numbered(target.value) }, `Compared with ${target.value}.`),
  );
  heard("first", "change", ({ target }) => choose({ first: numbered(target.value) }, `Backend: ${target.value}.`));
  heard("article", "change", ({ target }) => turn(Number(target.value)));
  heard("previous", "click", () => turn(state.article - 1));
  heard("next", "click", () => turn(state.article + 1));
  for (const link of document.querySelectorAll("nav a"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(link.getAttribute("href").slice(1));
    });
  window.addEventListener("hashchange", () => {
    state = asked(location.hash);
    redraw();
  });
}

/* ---- What never changes */

function drawOnce() {
  const size = count(data.articles.length, "article");
  const backends = count(data.backends.length, "backend");
  show(at("kicker"), `storysum · ${backends} · corpus ${data.corpus}, ${size} · ${data.lengths.join(", ")}`);
  options(
    at("article"),
    data.articles.map((_, number) => [number, titled(number)]),
  );
  show(at("columns"), explanations());
  const versions = Object.entries(data.versions).map(([name, version]) => `${name} ${version}`);
  const how =
    `Intervals: ${percent}, paired percentile bootstrap over the articles, ${data.resamples} resamples, ` +
    `seed ${data.seed}. No correction is made for looking at many pairs: of twenty pairs that do not differ, ` +
    "about one will seem to.";
  const signatures = [...data.backends.map((backend) => backend.signature), ...data.metrics];
  show(
    at("colophon"),
    make("p", {}, `Corpus ${data.corpus}, ${size}, checksum `, make("code", {}, data.checksum.slice(0, 16)), "."),
    make("p", {}, data.articles.length < 2 ? "No intervals: they need two articles or more." : how),
    make("p", {}, `Versions: ${versions.join(", ")}.`),
    make("h3", {}, "Backends and metrics"),
    make("ul", { class: "signatures" }, signatures.map((one) => make("li", {}, make("code", {}, one)))),
  );
}

function explanations() {
  const way = (column) => (column.better ? ` ${capital(column.better)} is better.` : "");
  const told = data.columns.map((column) => [column.title + arrow(column), column.about + way(column)]);
  const missed =
    "A summary that failed counts as a full miss: 0 where higher is better, 100 where lower is. " +
    "What could not be scored (no reference, no quotation) is in no mean.";
  told.push(["In all of them", missed]);
  for (const length of data.lengths)
    if (data.left[length].length) told.push([`Of the ${length}`, data.left[length].join(" ")]);
  return told.map(([head, about]) => [make("dt", {}, head), make("dd", {}, about)]);
}

drawOnce();
listen();
redraw();
