/* The source of an article with what each backend took marked in it, and who is quoted there. */

const STYLES = ["solid line", "dashed line", "double line", "dotted line"];

/* Where the words of a summary stand, as pairs of start and end. */
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

function legend(shownBy, picks, state) {
  if (!shownBy.length)
    return make("p", {
      class: "note",
      text: "Choose whose summaries to show, and their picks are marked here.",
    });
  return [
    make("p", { class: "note", text: `Picked for the ${kindOf(state.length)}:` }),
    make(
      "ul",
      {},
      shownBy.map(({ backend, slot, cell }) =>
        make(
          "li",
          {},
          letter(slot),
          " ",
          make("span", { class: `line row-0 slot-${slot}`, text: data.backends[backend].name }),
          make("span", {
            class: "note",
            text: ` ${STYLES[slot]}${cell?.error ? ", failed" : picks[slot].spans.length ? "" : ", no picks"}`,
          }),
        ),
      ),
    ),
  ];
}

/* The text in its blocks, each cut where somebody's pick begins or ends. */
function source(article, picks) {
  const blocks = [];
  let done = 0;
  const between = (end) => {
    if (article.text.slice(done, end).trim()) blocks.push([done, end, "body"]);
  };
  for (const [start, end, role] of article.blocks) {
    between(start);
    blocks.push([start, end, role]);
    done = Math.max(done, end);
  }
  between(article.text.length);
  return blocks.map(([start, end, role]) =>
    make(
      "p",
      { class: `block ${role}`, lang: article.language, dir: "auto" },
      role === "body" ? null : make("span", { class: "role", text: role }),
      runs(article.text, start, end, picks),
    ),
  );
}

function runs(text, start, end, picks) {
  const cuts = new Set([start, end]);
  for (const { spans } of picks)
    for (const span of spans) for (const cut of span) if (cut > start && cut < end) cuts.add(cut);
  const order = [...cuts].sort((one, other) => one - other),
    found = [];
  let before = "";
  for (let place = 0; place + 1 < order.length; place += 1) {
    const [from, to] = [order[place], order[place + 1]];
    const slots = picks
      .filter(({ spans }) => spans.some(([first, last]) => first <= from && to <= last))
      .map(({ slot }) => slot);
    const letters = slots.map((slot) => LETTERS[slot]).join("");
    const slice = text.slice(from, to);
    found.push(slots.length ? marked(slice, slots, letters, letters !== before) : slice);
    before = letters;
  }
  return found;
}

/* A pick: its letters in front, a tint, and a line of its own kind and height for each backend. */
function marked(text, slots, letters, begins) {
  const inner = slots.reduceRight(
    (inside, slot, row) => make("span", { class: `line row-${row} slot-${slot}` }, inside),
    text,
  );
  const names = slots.map((slot) => data.backends[state.show[slot]].name).join(", ");
  return make(
    "mark",
    {
      class: slots.length > 1 ? "several" : `slot-${slots[0]}`,
      "data-slots": letters,
      "data-begins": begins ? letters : null,
      title: names,
    },
    inner,
  );
}

/* ---- Quotations */

function quotations(article, picks) {
  if (!article.quotes.length) return make("p", { class: "note", text: "Nobody is quoted in this article." });
  const groups = new Map();
  for (const quote of article.quotes) groups.set(quote.group, [...(groups.get(quote.group) ?? []), quote]);
  const slice = (span) => article.text.slice(span[0], span[1]).replace(/\s+/g, " ");
  return make(
    "ol",
    { class: "quotes" },
    [...groups.values()].map((parts) => {
      const slots = picks
        .filter(({ spans }) =>
          parts.some(({ at: [from, to] }) => spans.some(([first, last]) => first < to && from < last)),
        )
        .map(({ slot }) => slot);
      return make(
        "li",
        {},
        make("p", {
          class: "text",
          lang: article.language,
          dir: "auto",
          text: parts.map((part) => slice(part.at)).join(" … "),
        }),
        make(
          "p",
          { class: "speaker" },
          speaker(parts, slice),
          parts.every((part) => part.kind === "partial")
            ? make("span", { class: "note", text: " · a few words" })
            : null,
          slots.length ? [" ", unseen("Taken by "), slots.map((slot) => [letter(slot), " "])] : null,
        ),
      );
    }),
  );
}

function speaker(parts, slice) {
  const known = parts.find((part) => part.person) ?? parts.find((part) => part.speaker);
  if (!known) return make("span", { class: "note", text: "Speaker not named" });
  const mention = known.speaker && slice(known.speaker),
    person = known.person && slice(known.person);
  const said = make("bdi", { text: person ?? mention });
  return mention && person && mention !== person
    ? ["— ", said, make("span", { class: "note" }, ", in the text “", make("bdi", { text: mention }), "”")]
    : ["— ", said];
}
