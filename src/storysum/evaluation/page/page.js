/* What is chosen, where that is kept (behind the # of the address), and what never changes. */

const MOST = 4;

const columnNamed = (wanted) => report.columns.find(({ name }) => name === wanted);

/* What one sees who chooses nothing. */
function beginning() {
  const length = report.lengths.includes("short") ? "short" : report.lengths[0];
  const names = sorted(rowsOf(length), columnNamed(leading[length])).map((row) => row.backend);
  const against = names.includes("lead") ? "lead" : names[names.length - 1];
  const others = names.filter((backend) => backend !== against);
  const first = others.find((backend) => !parts[backend]) ?? others[0] ?? against;
  return { length, by: null, against, first, article: 0, show: [...new Set([first, against])] };
}

/* The state that an address asks for; what it does not say, or says wrongly, is as at the beginning. */
function asked(fragment) {
  const state = beginning();
  const wanted = new URLSearchParams(fragment.replace(/^#/, ""));
  const columns = report.columns.map(({ name }) => name);
  const known = { length: report.lengths, by: columns, against: report.backends, first: report.backends };
  for (const [name, values] of Object.entries(known))
    if (values.includes(wanted.get(name))) state[name] = wanted.get(name);
  state.article = Math.max(0, articles.findIndex(({ id }) => id === wanted.get("article")));
  const listed = wanted.getAll("show");
  if (listed.length) state.show = [...new Set(listed)].filter((name) => report.backends.includes(name)).slice(0, MOST);
  return state;
}

function written({ length, by, against, first, article, show }) {
  const found = new URLSearchParams({ length, against, first });
  if (by !== null) found.set("by", by);
  if (articles[article]) found.set("article", articles[article].id);
  for (const one of show.length ? show : [""]) found.append("show", one);
  return `#${found}`;
}

/* The column that figures are in: the one asked for where it was measured at this length. */
const measuredBy = ({ length, by }) =>
  judged(length).find(({ name }) => name === by) ?? columnNamed(leading[length]);

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
  const ways = judged(state.length).map((one) => [one.name, `${one.title} (${one.better} is better)`]);
  const everybody = rowsOf(state.length).map(({ backend }) => [backend, named(backend)]);
  show(at("lengths"), report.lengths.map(lengthChoice));
  options(at("by"), ways, column?.name);
  options(at("against"), everybody, state.against);
  options(at("first"), everybody, state.first);
  show(at("show"), report.backends.map(backendChoice));
}

function lengthChoice(length) {
  const attributes = { type: "radio", name: "length", value: length, checked: length === state.length };
  const on = { change: () => choose({ length }, `Now the ${kindOf(length)}.`) };
  const input = make("input", { ...attributes, "data-key": `length ${length}`, on });
  return make("label", {}, input, make("span", {}, length));
}

function backendChoice(name) {
  const slot = state.show.indexOf(name);
  const full = state.show.length >= MOST && slot < 0;
  const attributes = { type: "checkbox", name: "show", value: name, checked: slot >= 0, disabled: full };
  const on = { change: (event) => showBy(name, event.target.checked) };
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

function showBy(name, on) {
  const rest = state.show.filter((one) => one !== name);
  const show = on ? [...rest, name] : rest;
  choose({ show }, show.length ? `Shown: ${listed(show)}.` : "No summaries shown.");
}

function turn(article) {
  choose({ article }, `Article ${article + 1} of ${articles.length}: ${articles[article].label}`);
}

function listen() {
  for (const form of document.forms) form.addEventListener("submit", (event) => event.preventDefault());
  const heard = (place, kind, hear) => at(place).addEventListener(kind, hear);
  heard("by", "change", ({ target }) =>
    choose({ by: target.value }, `Measured by ${target.selectedOptions[0].text}.`),
  );
  heard("against", "change", ({ target }) => choose({ against: target.value }, `Compared with ${target.value}.`));
  heard("first", "change", ({ target }) => choose({ first: target.value }, `Backend: ${target.value}.`));
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
  const size = count(articles.length, "article");
  const backends = count(report.backends.length, "backend");
  show(at("kicker"), `storysum · ${backends} · corpus ${report.corpus}, ${size} · ${report.lengths.join(", ")}`);
  options(
    at("article"),
    articles.map((_, number) => [number, titled(number)]),
  );
  show(at("columns"), explanations());
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  const how =
    `Intervals: ${percent}, paired percentile bootstrap over the articles, ${report.resamples} resamples, ` +
    `seed ${report.seed}. No correction is made for looking at many pairs: of twenty pairs that do not differ, ` +
    "about one will seem to.";
  const signatures = [...Object.values(report.signatures), ...report.metrics];
  show(
    at("colophon"),
    make("p", {}, `Corpus ${report.corpus}, ${size}, checksum `, make("code", {}, report.checksum.slice(0, 16)), "."),
    make("p", {}, articles.length < 2 ? "No intervals: they need two articles or more." : how),
    make("p", {}, `Versions: ${versions.join(", ")}.`),
    make("h3", {}, "Backends and metrics"),
    make("ul", { class: "signatures" }, signatures.map((one) => make("li", {}, make("code", {}, one)))),
  );
}

function explanations() {
  const way = (column) => (column.better ? ` ${capital(column.better)} is better.` : "");
  const told = report.columns.map((column) => [column.title + arrow(column), column.about + way(column)]);
  const missed =
    "A summary that failed counts as a full miss: 0 where higher is better, 100 where lower is. " +
    "What could not be scored (no reference, no quotation) is in no mean.";
  told.push(["In all of them", missed]);
  for (const length of report.lengths)
    if (report.left_out[length].length) told.push([`Of the ${length}`, report.left_out[length].join(" ")]);
  return told.map(([head, about]) => [make("dt", {}, head), make("dd", {}, about)]);
}

drawOnce();
listen();
redraw();
