/* One article: what each backend wrote, side by side, and every figure that it got. */

const LETTERS = ["A", "B", "C", "D"];

function drawStory(state, number) {
  const article = data.articles[state.article];
  if (!article) return;
  const words = article.text.split(/\s+/).filter(Boolean).length;
  at("article").value = String(state.article);
  at("previous").disabled = state.article === 0;
  at("next").disabled = state.article === data.articles.length - 1;
  const shownBy = state.show.map((backend, slot) => ({
    backend,
    slot,
    cell: cellOf(state, state.article, backend),
  }));
  const picks = shownBy.map(({ slot, cell }) => ({ slot, spans: picksOf(cell) }));
  show(
    at("article-head"),
    make("p", { class: "note", text: `Article ${state.article + 1} of ${data.articles.length}` }),
    make("p", { class: "label", dir: "auto", text: article.label }),
    make("p", {
      class: "note",
      text: [article.id, count(words, "word"), count(article.sentences, "sentence")].join(" · "),
    }),
  );
  show(
    at("summaries"),
    shownBy.map((one) => writer(one, state, number)),
    references(article, state),
  );
  show(at("legend"), legend(shownBy, picks, state));
  show(at("source"), source(article, picks));
  show(at("quotes"), quotations(article, picks));
  show(at("article-figures"), articleFigures(state));
}

/* ---- Summaries */

/* A summary again, from slices of its article and what stands between them. */
function pieces(cell, text) {
  const found = [];
  for (let place = 0; place < (cell.made?.length ?? 0); place += 1) {
    const one = cell.made[place];
    if (typeof one === "string") {
      found.push({ text: one, written: !cell.picks && cell.made.length > 1 });
      continue;
    }
    const long = cell.made[(place += 1)],
      slice = text.slice(one, one + Math.abs(long));
    const first = String.fromCodePoint(slice.codePointAt(0));
    found.push({ text: long < 0 ? first.toUpperCase() + slice.slice(first.length) : slice, written: false });
  }
  return found;
}

const letter = (slot) => make("span", { class: `letter slot-${slot}`, text: LETTERS[slot] });

function writer({ backend, slot }, state, number) {
  const article = data.articles[state.article],
    title = `writer-${slot}`;
  const cells = data.lengths.map((length, place) => ({ length, cell: article.cells[place][backend] }));
  return make(
    "article",
    { class: `writer slot-${slot}`, "aria-labelledby": title, "data-backend": data.backends[backend].name },
    make("h4", { id: title }, letter(slot), " ", named(backend)),
    make(
      "dl",
      { class: "lengths" },
      cells.map(({ length, cell }) =>
        make(
          "div",
          { class: length === state.length ? "now" : null, "data-length": length },
          make("dt", {}, length, length === state.length ? unseen(" (its picks are shown below)") : null),
          make("dd", {}, said(cell, article, length), remarks(cell, length, state, number)),
        ),
      ),
    ),
  );
}

function said(cell, article, length) {
  if (!cell) return make("p", { class: "note", text: "Took no part at this length." });
  if (cell.error) return make("p", { class: "failed" }, make("strong", { text: "Failed. " }), cell.error);
  const all = pieces(cell, article.text);
  if (!all.length) return make("p", { class: "note", text: "Nothing." });
  return make(
    "p",
    { class: `text ${length === "headline" ? "headline" : ""}`, lang: article.language, dir: "auto" },
    all.map((one) =>
      one.written && one.text.trim() ? make("span", { class: "written", text: one.text }) : one.text,
    ),
  );
}

function remarks(cell, length, state, number) {
  if (!cell || cell.error) return null;
  const column = data.columns[number],
    value = column && data.pairs[length][column.name] ? cell.figures[number] : null;
  const parts = [
    count(cell.words, "word"),
    value === null ? null : `${column.title} ${figure(value, column)}`,
    duration(cell.seconds),
  ];
  return [
    make("p", { class: "remark", text: parts.filter(Boolean).join(" · ") }),
    cell.shortfall ? make("p", { class: "remark", text: cell.shortfall }) : null,
  ];
}

function references(article, state) {
  if (!article.references.length)
    return make("p", { class: "note", text: "Nobody has written a reference for this article." });
  return make(
    "article",
    { class: "writer reference", "aria-labelledby": "writer-reference" },
    make("h4", { id: "writer-reference", text: "Reference, written by people" }),
    make(
      "dl",
      { class: "lengths" },
      data.lengths.map((length) =>
        make(
          "div",
          { class: length === state.length ? "now" : null, "data-length": length },
          make("dt", { text: length }),
          article.referred[length].length
            ? article.referred[length].map((place) =>
                make(
                  "dd",
                  {},
                  make("p", {
                    class: `text ${length === "headline" ? "headline" : ""}`,
                    lang: article.language,
                    dir: "auto",
                    text: article.references[place],
                  }),
                ),
              )
            : make("dd", {}, make("p", { class: "note", text: "None." })),
        ),
      ),
    ),
  );
}

/* ---- Figures */

function articleFigures(state) {
  const cells = data.backends.map((_, backend) => cellOf(state, state.article, backend));
  const measured = data.columns
    .map((_, place) => place)
    .filter((place) => cells.some((cell) => cell && cell.figures[place] !== null));
  const head = make(
    "tr",
    {},
    th("col", {}, "Backend"),
    measured.map((place) =>
      th(
        "col",
        { class: "number", title: data.columns[place].about },
        data.columns[place].title,
        arrow(data.columns[place]),
      ),
    ),
    th("col", { class: "number" }, "Time"),
  );
  const rows = cells.map(
    (cell, backend) =>
      cell &&
      make(
        "tr",
        {},
        th("row", {}, make("span", { class: "name", text: named(backend) })),
        measured.map((place) =>
          make("td", { class: "number", text: figure(cell.figures[place], data.columns[place]) }),
        ),
        make("td", { class: "number", text: cell.error ? "failed" : duration(cell.seconds) }),
      ),
  );
  return table(`This article’s ${kindOf(state.length)}`, head, rows.filter(Boolean), "all");
}
