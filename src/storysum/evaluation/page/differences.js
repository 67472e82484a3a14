/* Two backends, article by article: a bar for each, and the way to where they differ most. */

function drawDifferences(state, number) {
  const column = data.columns[number],
    first = data.backends[state.first].name,
    second = data.backends[state.against].name;
  const places = [at("bars"), at("extremes"), at("each")];
  const quiet = (text) => {
    at("differences-lede").textContent = text;
    for (const place of places) show(place);
  };
  if (!column) return quiet("Nothing that has a good direction was measured at this length.");
  if (state.first === state.against)
    return quiet(
      `${first} is compared with itself: choose another backend here, or another to compare with.`,
    );
  const sign = column.better === "lower" ? -1 : 1;
  const rows = data.articles.map((article, place) => {
    const [one, other] = [state.first, state.against].map(
      (backend) => cellOf(state, place, backend)?.figures[number] ?? null,
    );
    return { article: place, one, other, by: one === null || other === null ? null : one - other };
  });
  const scored = rows
    .filter((row) => row.by !== null)
    .sort((one, other) => sign * (other.by - one.by) || one.article - other.article);
  const overall = pair(state.first, state.against, state.length, column);
  if (!scored.length || !overall)
    return quiet(`There is no article on which both ${first} and ${second} have a ${column.title}.`);
  const [by, low, high, wins, ties, losses, better] = overall;
  const verdict = better
    ? `${better > 0 ? first : second} is better`
    : low === null
      ? "too few articles for an interval"
      : "no difference shown";
  const amount = `${signed(by * column.scale, column.digits)} ${interval(low, high, column, signed)}`.trim();
  at("differences-lede").textContent =
    `In ${column.title}, ${first} is better on ${count(wins, "article")}, equal on ${ties} ` +
    `and worse on ${losses}. Overall, ${first} less ${second} is ${amount}: ${verdict}.`;
  show(at("bars"), bars(scored, state, column, sign, first, second));
  show(at("extremes"), extremes(scored, state, column, sign, first, second));
  const head = make(
    "tr",
    {},
    th("col", {}, "Article"),
    th("col", { class: "number" }, first),
    th("col", { class: "number" }, second),
    th("col", { class: "number" }, "Difference"),
  );
  const all = [...scored, ...rows.filter((row) => row.by === null)];
  show(
    at("each"),
    table(
      `${column.title} by article: ${first} and ${second}, ${kindOf(state.length)}`,
      head,
      all.map((row) =>
        make(
          "tr",
          {},
          th("row", { class: "article" }, linkTo(row.article, state)),
          make("td", { class: "number", text: figure(row.one, column) }),
          make("td", { class: "number", text: figure(row.other, column) }),
          make("td", {
            class: "number",
            text: row.by === null ? "–" : signed(row.by * column.scale, column.digits),
          }),
        ),
      ),
      "each",
    ),
  );
}

function linkTo(article, state) {
  const there = written({ ...state, article, at: "story", show: [...new Set([state.first, state.against])] });
  return make("a", {
    href: there,
    text: titled(article),
    dir: "auto",
    "data-key": `to ${article}`,
    on: {
      click: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openArticle(article);
      },
    },
  });
}

function bars(rows, state, column, sign, first, second) {
  const wide = Math.max(260, at("bars").clientWidth || 700),
    tall = 220,
    left = 40,
    top = 26,
    bottom = tall - 24;
  const values = rows.map((row) => sign * row.by),
    low = Math.min(0, ...values),
    high = Math.max(0, ...values),
    reach = high - low || 1;
  const y = (value) => top + ((high - value) / reach) * (bottom - top),
    step = (wide - left) / rows.length,
    gap = Math.min(3, step * 0.25);
  const picture = draw("svg", {
    width: wide,
    height: tall,
    viewBox: `0 0 ${wide} ${tall}`,
    "aria-hidden": "true",
    class: "bars",
  });
  for (const value of ticks(low * column.scale, high * column.scale, 4)) {
    const place = y(value / column.scale);
    picture.append(
      draw("line", { class: "grid", x1: left, x2: wide, y1: place, y2: place }),
      draw("text", {
        x: left - 8,
        y: place + 4,
        "text-anchor": "end",
        text: value ? (value > 0 ? "+" : MINUS) + Math.abs(value) : "0",
      }),
    );
  }
  picture.append(
    draw("text", { class: "title", x: left, y: 14, text: `↑ ${first} better` }),
    draw("text", { class: "title", x: wide, y: tall - 6, "text-anchor": "end", text: `↓ ${second} better` }),
  );
  rows.forEach((row, place) => {
    const begin = left + place * step,
      value = sign * row.by,
      ends = [y(Math.max(0, value)), y(Math.min(0, value))],
      chosen = row.article === state.article;
    const height = Math.max(ends[1] - ends[0], 1.5);
    picture.append(
      draw(
        "g",
        {
          class: `bar ${value < 0 ? "below" : "above"}${chosen ? " chosen" : ""}`,
          "data-article": row.article,
          on: { click: () => openArticle(row.article) },
        },
        draw("title", { text: `${titled(row.article)}: ${signed(row.by * column.scale, column.digits)}` }),
        draw("rect", { class: "reachable", x: begin, y: top - 8, width: step, height: bottom - top + 16 }),
        draw("rect", {
          class: "filled",
          x: begin + gap / 2,
          y: ends[0],
          width: Math.max(1, step - gap),
          height,
        }),
        chosen
          ? draw("path", {
              class: "here",
              d: `M${begin + step / 2 - 5} ${value < 0 ? ends[0] - 12 : ends[1] + 12}h10l-5 ${value < 0 ? 8 : -8}z`,
            })
          : null,
      ),
    );
  });
  picture.append(draw("line", { class: "base", x1: left, x2: wide, y1: y(0), y2: y(0) }));
  return [
    picture,
    make("figcaption", {
      class: "note",
      text: "Each bar is an article: choose one to read it below, where its place here is marked.",
    }),
  ];
}

function extremes(rows, state, column, sign, first, second) {
  const half = (name, found) =>
    found.length &&
    make(
      "div",
      {},
      make("h3", { text: `Where ${name} does better` }),
      make(
        "ol",
        {},
        found
          .slice(0, 5)
          .map((row) =>
            make(
              "li",
              {},
              linkTo(row.article, state),
              " ",
              make("span", { class: "amount", text: signed(row.by * column.scale, column.digits) }),
            ),
          ),
      ),
    );
  const ahead = rows.filter((row) => sign * row.by > 1e-9),
    behind = rows.filter((row) => sign * row.by < -1e-9).reverse();
  return make("div", { class: "halves" }, half(first, ahead) || null, half(second, behind) || null);
}
