/* One article: what each backend wrote, side by side, and its source with what each took marked in it. */

const LETTERS = ["A", "B", "C", "D"];
const STYLES = ["solid line", "dashed line", "double line", "dotted line"];

const letter = (slot) => make("span", { class: `letter slot-${slot}` }, LETTERS[slot]);
const named = (backend) => (parts[backend] ? `${backend} (${parts[backend]})` : backend);

function drawStory(state, column) {
  const article = articles[state.article];
  if (!article) return;
  at("article").value = String(state.article);
  at("previous").disabled = state.article === 0;
  at("next").disabled = state.article === articles.length - 1;
  const shownBy = state.show.map((backend, slot) => {
    const cell = cellOf(state, state.article, backend);
    return { backend, slot, cell, spans: picksOf(cell) };
  });
  const words = article.text.split(/\s+/).filter(Boolean).length;
  show(
    at("article-head"),
    note(`Article ${state.article + 1} of ${articles.length}`),
    make("p", { class: "label", dir: "auto" }, article.label),
    note([article.id, count(words, "word"), count(article.sentences, "sentence")].join(" · ")),
  );
  show(
    at("summaries"),
    shownBy.map((one) => writer(one, state, column)),
    references(article, state),
  );
  show(at("legend"), legend(shownBy, state));
  show(at("source"), source(article, shownBy));
}

/* ---- Summaries */

/* A summary as a list of slices of its article, each with its place, and of what stands between them. */
function slices(cell) {
  const found = [];
  const made = cell?.made ?? [];
  for (let place = 0; place < made.length; place += 1) {
    if (typeof made[place] === "string") found.push({ between: made[place] });
    else {
      const [start, size] = [made[place], made[(place += 1)]];
      found.push({ span: [start, start + Math.abs(size)], raised: size < 0 });
    }
  }
  return found;
}

const picksOf = (cell) => cell?.picks ?? slices(cell).flatMap(({ span }) => (span ? [span] : []));

function writer({ backend, slot }, state, column) {
  const article = articles[state.article];
  return sheet(
    { class: `writer slot-${slot}`, "data-backend": backend },
    [letter(slot), " ", named(backend)],
    `writer-${slot}`,
    state,
    (length) => {
      const cell = article.cells[length][backend];
      return make("dd", {}, said(cell, article, length), remarks(cell, length, column));
    },
  );
}

function references(article, state) {
  const all = Object.values(article.references).flat();
  if (!all.length) return note("Nobody has written a reference for this article.");
  return sheet({ class: "writer" }, "Reference, written by people", "writer-reference", state, (length) => {
    const texts = article.references[length].map((one) => prose(length, article, one));
    return (texts.length ? texts : [note("None.")]).map((one) => make("dd", {}, one));
  });
}

/* What one writer wrote, a column for each length. */
function sheet(attributes, title, id, state, cell) {
  const columns = report.lengths.map((length) => {
    const now = length === state.length;
    const head = make("dt", {}, length, now && unseen(" (its picks are shown below)"));
    return make("div", { class: now && "now", "data-length": length }, head, cell(length));
  });
  const head = make("h4", { id }, title);
  return make("article", { ...attributes, "aria-labelledby": id }, head, make("dl", { class: "lengths" }, columns));
}

const prose = (length, article, ...children) =>
  make("p", { class: length === "headline" ? "text headline" : "text", lang: article.language, dir: "auto" }, children);

function said(cell, article, length) {
  if (!cell) return note("Took no part at this length.");
  if (cell.error) return make("p", { class: "failed" }, make("strong", {}, "Failed. "), cell.error);
  const all = slices(cell);
  if (!all.length) return note("Nothing.");
  const shown = all.map(({ span, raised, between }) => {
    if (!span) return all.length > 1 && between.trim() ? make("span", { class: "written" }, between) : between;
    const slice = article.text.slice(...span);
    const first = String.fromCodePoint(slice.codePointAt(0));
    return raised ? first.toUpperCase() + slice.slice(first.length) : slice;
  });
  return prose(length, article, shown);
}

function remarks(cell, length, column) {
  if (!cell || cell.error) return null;
  const value = judged(length).includes(column) ? figureOf(cell, column) : null;
  const measured = value !== null && `${column.title} ${figure(value, column)}`;
  const parts = [count(cell.words, "word"), measured, duration(cell.seconds)].filter(Boolean);
  return [parts.join(" · "), cell.shortfall].filter(Boolean).map((told) => make("p", { class: "remark" }, told));
}

/* ---- The source */

function legend(shownBy, state) {
  if (!shownBy.length) return note("Choose whose summaries to show, and their picks are marked here.");
  const told = ({ cell, spans }) => (cell?.error ? ", failed" : spans.length ? "" : ", no picks");
  return [
    note(`Picked for the ${kindOf(state.length)}:`),
    make(
      "ul",
      {},
      shownBy.map((one) =>
        make("li", {}, [
          letter(one.slot),
          " ",
          make("span", { class: `line row-0 slot-${one.slot}` }, one.backend),
          make("span", { class: "note" }, ` ${STYLES[one.slot]}${told(one)}`),
        ]),
      ),
    ),
  ];
}

/* The text in its blocks, each cut where somebody's pick begins or ends. */
function source(article, shownBy) {
  const blocks = [];
  let done = 0;
  const between = (end) => article.text.slice(done, end).trim() && blocks.push([done, end, "body"]);
  for (const [start, end, role] of article.blocks) {
    between(start);
    blocks.push([start, end, role]);
    done = Math.max(done, end);
  }
  between(article.text.length);
  return blocks.map(([start, end, role]) =>
    make("p", { class: `block ${role}`, lang: article.language, dir: "auto" }, [
      role !== "body" && make("span", { class: "role" }, role),
      runs(article.text, start, end, shownBy),
    ]),
  );
}

function runs(text, start, end, shownBy) {
  const ends = shownBy.flatMap(({ spans }) => spans.flat()).filter((cut) => cut > start && cut < end);
  const cuts = [...new Set([start, ...ends, end])].sort((one, other) => one - other);
  let before = "";
  return cuts.slice(0, -1).map((from, place) => {
    const to = cuts[place + 1];
    const takers = shownBy.filter(({ spans }) => spans.some(([first, last]) => first <= from && to <= last));
    const letters = takers.map(({ slot }) => LETTERS[slot]).join("");
    const begins = letters !== before;
    before = letters;
    return letters ? marked(text.slice(from, to), takers, letters, begins) : text.slice(from, to);
  });
}

/* A pick: its letters in front, a tint, and a line of its own kind and height for each backend. */
function marked(text, takers, letters, begins) {
  const attributes = {
    class: takers.length > 1 ? "several" : `slot-${takers[0].slot}`,
    "data-slots": letters,
    "data-begins": begins && letters,
    title: takers.map(({ backend }) => backend).join(", "),
  };
  const lined = (inside, { slot }, row) => make("span", { class: `line row-${row} slot-${slot}` }, inside);
  return make("mark", attributes, takers.reduceRight(lined, text));
}
