/* One article: what each backend wrote, the source with its picks, and who is quoted. */

const LETTERS = ["A", "B", "C", "D"];
const STYLES = ["solid line", "dashed line", "double line", "dotted line"];

function drawStory(state, number) {
  const article = data.articles[state.article];
  if (!article) return;
  at("article").value = String(state.article);
  at("previous").disabled = state.article === 0;
  at("next").disabled = state.article === data.articles.length - 1;
  const shownBy = state.show.map((backend, slot) => ({ backend, slot, cell: cellOf(state, state.article, backend) }));
  const picks = shownBy.map(({ slot, cell }) => ({ slot, spans: picksOf(cell) }));
  show(at("article-head"), make("p", { class: "note", text: `Article ${state.article + 1} of ${data.articles.length}` }),
    make("p", { class: "label", dir: "auto", text: article.label }),
    make("p", { class: "note", text: `${article.id} · ${count(article.text.split(/\s+/).filter(Boolean).length, "word")} · ${count(article.sentences, "sentence")}` }));
  show(at("summaries"), shownBy.map((one) => writer(one, state, number)), references(article, state));
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
    const long = cell.made[(place += 1)], slice = text.slice(one, one + Math.abs(long));
    const first = String.fromCodePoint(slice.codePointAt(0));
    found.push({ text: long < 0 ? first.toUpperCase() + slice.slice(first.length) : slice, written: false });
  }
  return found;
}

function picksOf(cell) {
  if (cell?.picks) return cell.picks;
  const found = [];
  for (let place = 0; place < (cell?.made?.length ?? 0); place += 1) {
    if (typeof cell.made[place] === "string") continue;
    found.push([cell.made[place], cell.made[place] + Math.abs(cell.made[place + 1])]);
    place += 1;
  }
  return found;
}

const letter = (slot) => make("span", { class: `letter slot-${slot}`, text: LETTERS[slot] });

function writer({ backend, slot }, state, number) {
  const article = data.articles[state.article], title = `writer-${slot}`;
  const cells = data.lengths.map((length, place) => ({ length, cell: article.cells[place][backend] }));
  return make("article", { class: `writer slot-${slot}`, "aria-labelledby": title, "data-backend": data.backends[backend].name },
    make("h4", { id: title }, letter(slot), " ", named(backend)),
    make("dl", { class: "lengths" }, cells.map(({ length, cell }) => make("div", { class: length === state.length ? "now" : null, "data-length": length },
      make("dt", {}, length, length === state.length ? unseen(" (its picks are shown below)") : null),
      make("dd", {}, said(cell, article, length), remarks(cell, length, state, number))))));
}

function said(cell, article, length) {
  if (!cell) return make("p", { class: "note", text: "Took no part at this length." });
  if (cell.error) return make("p", { class: "failed" }, make("strong", { text: "Failed. " }), cell.error);
  const all = pieces(cell, article.text);
  if (!all.length) return make("p", { class: "note", text: "Nothing." });
  return make("p", { class: `text ${length === "headline" ? "headline" : ""}`, lang: article.language, dir: "auto" },
    all.map((one) => (one.written && one.text.trim() ? make("span", { class: "written", text: one.text }) : one.text)));
}

function remarks(cell, length, state, number) {
  if (!cell || cell.error) return null;
  const column = data.columns[number], value = column && data.pairs[length][column.name] ? cell.figures[number] : null;
  const parts = [count(cell.words, "word"), value === null ? null : `${column.title} ${figure(value, column)}`, duration(cell.seconds)];
  return [make("p", { class: "remark", text: parts.filter(Boolean).join(" · ") }), cell.shortfall ? make("p", { class: "remark", text: cell.shortfall }) : null];
}

function references(article, state) {
  if (!article.references.length) return make("p", { class: "note", text: "Nobody has written a reference for this article." });
  return make("article", { class: "writer reference", "aria-labelledby": "writer-reference" }, make("h4", { id: "writer-reference", text: "Reference, written by people" }),
    make("dl", { class: "lengths" }, data.lengths.map((length) => make("div", { class: length === state.length ? "now" : null, "data-length": length }, make("dt", { text: length }),
      article.referred[length].length ? article.referred[length].map((place) => make("dd", {}, make("p", { class: `text ${length === "headline" ? "headline" : ""}`, lang: article.language, dir: "auto", text: article.references[place] })))
        : make("dd", {}, make("p", { class: "note", text: "None." }))))));
}

/* ---- Source */

function legend(shownBy, picks, state) {
  if (!shownBy.length) return make("p", { class: "note", text: "Choose whose summaries to show, and their picks are marked here." });
  return [
    make("p", { class: "note", text: `Picked for the ${kindOf(state.length)}:` }),
    make("ul", {}, shownBy.map(({ backend, slot, cell }) => make("li", {}, letter(slot), " ",
      make("span", { class: `line slot-${slot}`, text: data.backends[backend].name }),
      make("span", { class: "note", text: ` ${STYLES[slot]}${cell?.error ? ", failed" : picks[slot].spans.length ? "" : ", no picks"}` })))),
  ];
}

/* The text in its blocks, each cut where somebody's pick begins or ends. */
function source(article, picks) {
  const blocks = [];
  let done = 0;
  const between = (end) => { if (article.text.slice(done, end).trim()) blocks.push([done, end, "body"]); };
  for (const [start, end, role] of article.blocks) {
    between(start);
    blocks.push([start, end, role]);
    done = Math.max(done, end);
  }
  between(article.text.length);
  return blocks.map(([start, end, role]) => make("p", { class: `block ${role}`, lang: article.language, dir: "auto" },
    role === "body" ? null : make("span", { class: "role", text: role }), runs(article.text, start, end, picks)));
}

function runs(text, start, end, picks) {
  const cuts = new Set([start, end]);
  for (const { spans } of picks) for (const span of spans) for (const cut of span) if (cut > start && cut < end) cuts.add(cut);
  const order = [...cuts].sort((one, other) => one - other), found = [];
  let before = "";
  for (let place = 0; place + 1 < order.length; place += 1) {
    const [from, to] = [order[place], order[place + 1]];
    const slots = picks.filter(({ spans }) => spans.some(([first, last]) => first <= from && to <= last)).map(({ slot }) => slot);
    const letters = slots.map((slot) => LETTERS[slot]).join("");
    const slice = text.slice(from, to);
    found.push(slots.length ? marked(slice, slots, letters, letters !== before) : slice);
    before = letters;
  }
  return found;
}

/* A pick: its letters in front, a tint, and a line of its own kind and height for each backend. */
function marked(text, slots, letters, begins) {
  const inner = slots.reduceRight((inside, slot) => make("span", { class: `line slot-${slot}` }, inside), text);
  const names = slots.map((slot) => data.backends[state.show[slot]].name).join(", ");
  return make("mark", { class: slots.length > 1 ? "several" : `slot-${slots[0]}`, "data-slots": letters, "data-begins": begins ? letters : null, title: names }, inner);
}

/* ---- Quotations */

function quotations(article, picks) {
  if (!article.quotes.length) return make("p", { class: "note", text: "Nobody is quoted in this article." });
  const groups = new Map();
  for (const quote of article.quotes) groups.set(quote.group, [...(groups.get(quote.group) ?? []), quote]);
  const slice = (span) => article.text.slice(span[0], span[1]).replace(/\s+/g, " ");
  return make("ol", { class: "quotes" }, [...groups.values()].map((parts) => {
    const slots = picks.filter(({ spans }) => parts.some(({ at: [from, to] }) => spans.some(([first, last]) => first < to && from < last))).map(({ slot }) => slot);
    return make("li", {}, make("p", { class: "text", lang: article.language, dir: "auto", text: parts.map((part) => slice(part.at)).join(" … ") }),
      make("p", { class: "speaker" }, speaker(parts, slice), parts.every((part) => part.kind === "partial") ? make("span", { class: "note", text: " · a few words" }) : null,
        slots.length ? [" ", unseen("Taken by "), slots.map((slot) => [letter(slot), " "])] : null));
  }));
}

function speaker(parts, slice) {
  const known = parts.find((part) => part.person) ?? parts.find((part) => part.speaker);
  if (!known) return make("span", { class: "note", text: "Speaker not named" });
  const mention = known.speaker && slice(known.speaker), person = known.person && slice(known.person);
  const said = make("bdi", { text: person ?? mention });
  return mention && person && mention !== person ? ["— ", said, make("span", { class: "note" }, ", in the text “", make("bdi", { text: mention }), "”")] : ["— ", said];
}

/* ---- Figures */

function articleFigures(state) {
  const cells = data.backends.map((_, backend) => cellOf(state, state.article, backend));
  const measured = data.columns.map((_, place) => place).filter((place) => cells.some((cell) => cell && cell.figures[place] !== null));
  const head = make("tr", {}, th("col", {}, "Backend"), measured.map((place) => th("col", { class: "number", title: data.columns[place].about }, data.columns[place].title, arrow(data.columns[place]))), th("col", { class: "number" }, "Time"));
  const rows = cells.map((cell, backend) => cell && make("tr", {}, th("row", {}, make("span", { class: "name", text: named(backend) })),
    measured.map((place) => make("td", { class: "number", text: figure(cell.figures[place], data.columns[place]) })), make("td", { class: "number", text: cell.error ? "failed" : duration(cell.seconds) })));
  return table(`This article’s ${kindOf(state.length)}`, head, rows.filter(Boolean), "all");
}
