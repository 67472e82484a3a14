/* Who leads, by how much, and whether that is more than luck; then every figure there is. */

const GROUPS = [
  ["Against references", (column) => column.needs === "references"],
  ["On its own", (column) => column.needs !== "references" && column.better],
  ["Describing, not judging", (column) => column.needs !== "references" && !column.better],
];

function drawBoard(state, number) {
  const column = data.columns[number],
    rows = rowsOf(state);
  show(at("finding"), finding(state, number));
  show(at("failures"), failures(rows));
  show(at("all"), everyFigure(state, number));
  const against = data.backends[state.against].name;
  at("all-note").textContent =
    `▲ better and ▼ worse than ${against}, where the ${percent()} interval of the difference leaves 0 out; ` +
    "where there is neither, no difference is shown. In brackets is the interval, unless all articles agree. " +
    "Choose a column’s head to rank by it.";
  if (!column) {
    at("board-lede").textContent = "Nothing that has a good direction was measured at this length.";
    show(at("ranking"));
    return;
  }
  at("board-lede").textContent =
    `${column.title} of the ${kindOf(state.length)}: ${lower(column.about)} ${capital(column.better)} is better.` +
    (data.articles.length < 2 ? "" : ` The line under each dot is its ${percent()} interval over the articles.`);
  show(at("ranking"), ranking(state, number));
}

/* What a reader should take away, in two or three sentences. */
function finding(state, number) {
  const column = data.columns[number];
  const racing = column
    ? sorted(rowsOf(state), number).filter((row) => partOf(row) !== "ceiling" && row.figures[number])
    : [];
  if (!racing.length)
    return make("p", { text: "There is nothing here by which to tell one backend from another." });
  const [best, ...rest] = racing,
    score = (row) => figure(row.figures[number][0], column);
  const superlative = column.better === "higher" ? "highest" : "lowest";
  const equal = rest.filter((row) => row.figures[number][0] === best.figures[number][0]);
  const verdicts = new Map(
    rest.map((row) => [row, pair(best.backend, row.backend, state.length, column)?.[6] ?? 0]),
  );
  const same = rest.filter((row) => verdicts.get(row) === 0),
    worse = rest.filter((row) => verdicts.get(row) === 1);
  const said = [];
  const ahead = listed([best, ...equal].map(nameOf)),
    have = equal.length ? "share" : "have";
  said.push(
    `Of the ${kindOf(state.length)}, those of ${ahead} ${have} the ${superlative} ${column.title}, ${score(best)}.`,
  );
  if (rest.length && !same.length) said.push(`They are better than those of every other backend.`);
  else if (same.length && !worse.length)
    said.push("No difference is shown between them and those of any other backend.");
  else if (same.length) {
    const others = worse.length > 4 ? `the other ${worse.length}` : listed(worse.map(nameOf));
    said.push(`No difference is shown between them and those of ${listed(same.map(nameOf), 9)};`);
    said.push(`they are better than those of ${others}.`);
  }
  const ceiling = rowsOf(state).find((row) => partOf(row) === "ceiling" && row.figures[number]);
  if (ceiling && column.needs === "references")
    said.push(`The ceiling, an extract made with the references in sight, is at ${score(ceiling)}.`);
  return make("p", { text: said.join(" ") });
}

function failures(rows) {
  const failed = rows.filter((row) => row.failures);
  if (!failed.length) return make("p", { class: "note", text: "No summary failed." });
  return make(
    "ul",
    { class: "note" },
    failed.flatMap((row) =>
      row.errors.map(([error, times]) =>
        make(
          "li",
          {},
          make("strong", { text: nameOf(row) }),
          ` failed ${times} of ${count(row.cells, "time")}: ${error}`,
        ),
      ),
    ),
  );
}

const WIDTH = 264,
  HEIGHT = 30;

function ranking(state, number) {
  const column = data.columns[number],
    rows = sorted(rowsOf(state), number);
  const [low, high] = axis(rows, number),
    x = (value) => 6 + ((value - low) / (high - low)) * (WIDTH - 12);
  const against = rows.find((row) => row.backend === state.against),
    line = against?.figures[number]?.[0];
  const scale = draw(
    "svg",
    { class: "axis", width: WIDTH, height: 18, viewBox: `0 0 ${WIDTH} 18`, "aria-hidden": "true" },
    ticks(low * column.scale, high * column.scale, 4).map((value) =>
      draw("text", { x: x(value / column.scale), y: 13, "text-anchor": "middle", text: tick(value) }),
    ),
  );
  const head = make(
    "tr",
    {},
    th("col", {}, "Backend"),
    th("col", { class: "number" }, column.title, arrow(column)),
    th("col", { class: "chart" }, unseen("Interval, drawn"), scale),
    th("col", { class: "number" }, `Against ${data.backends[state.against].name}`),
    th("col", { class: "verdict" }, "Verdict"),
    th("col", { class: "number extra" }, "Wins / ties / losses"),
    th("col", { class: "number extra" }, "Median time"),
  );
  const body = rows.map((row) => {
    const found = row.figures[number],
      difference = pair(row.backend, state.against, state.length, column);
    return make(
      "tr",
      { class: partOf(row) || null },
      backendHead(row, state),
      make(
        "td",
        { class: "number" },
        make("strong", { text: found ? figure(found[0], column) : "–" }),
        " ",
        found && make("small", { text: interval(found[1], found[2], column) }),
      ),
      make("td", { class: "chart" }, dot(found, x, line, partOf(row), column)),
      versus(row, state, column, difference),
      make("td", {
        class: "number extra",
        text: difference ? `${difference[3]} / ${difference[4]} / ${difference[5]}` : "",
      }),
      make("td", { class: "number extra", text: duration(row.seconds) }),
    );
  });
  return table(`${column.title} of the ${kindOf(state.length)}`, head, body, "ranking");
}

function versus(row, state, column, difference) {
  if (row.backend === state.against)
    return [
      make("td", { class: "number soft" }, make("span", { class: "brief", text: "compared with" })),
      make("td", { class: "verdict soft", text: "compared with" }),
    ];
  if (!difference)
    return [
      make("td", { class: "number soft", text: "–" }),
      make("td", { class: "verdict soft", text: "nothing to compare" }),
    ];
  const [by, low, high, , , , better] = difference;
  const verdict = better
    ? better > 0
      ? "▲ better"
      : "▼ worse"
    : low === null
      ? "no interval"
      : "no difference shown";
  return [
    make(
      "td",
      { class: "number" },
      signed(by * column.scale, column.digits),
      " ",
      make("small", { text: interval(low, high, column, signed) }),
      make("span", { class: better ? "brief" : "brief soft", text: verdict }),
    ),
    make("td", { class: better ? "verdict" : "verdict soft", text: verdict }),
  ];
}

/* A dot on its interval; the dotted line is whom all are compared with. */
function dot(found, x, line, part, column) {
  const middle = HEIGHT / 2,
    inside = (place) => Math.max(0, Math.min(WIDTH, place));
  const picture = draw("svg", {
    width: WIDTH,
    height: HEIGHT,
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    "aria-hidden": "true",
  });
  if (line !== undefined)
    picture.append(draw("line", { class: "reference", x1: x(line), x2: x(line), y1: 0, y2: HEIGHT }));
  if (!found) return picture;
  const [score, low, high] = found,
    place = x(score);
  if (place > WIDTH || place < 0) {
    const right = place > WIDTH;
    picture.append(
      draw("text", {
        class: "beyond",
        x: right ? WIDTH : 0,
        y: middle + 4,
        "text-anchor": right ? "end" : "start",
        text: right ? `${figure(score, column)} →` : `← ${figure(score, column)}`,
      }),
    );
    return picture;
  }
  if (low !== null)
    picture.append(
      draw("line", { class: "whisker", x1: inside(x(low)), x2: inside(x(high)), y1: middle, y2: middle }),
    );
  picture.append(draw("circle", { class: part ? "dot hollow" : "dot", cx: place, cy: middle, r: 4.5 }));
  return picture;
}

function everyFigure(state, number) {
  const rows = number < 0 ? rowsOf(state) : sorted(rowsOf(state), number);
  const measured = data.columns
    .map((_, place) => place)
    .filter((place) => rows.some((row) => row.figures[place]));
  const groups = GROUPS.map(([name, belongs]) => [
    name,
    measured.filter((place) => belongs(data.columns[place])),
  ]).filter(([, places]) => places.length);
  const order = groups.flatMap(([, places]) => places),
    opening = new Set(groups.map(([, places]) => places[0]));
  const starts = (place) => (opening.has(place) ? " opens" : "");
  const first = make(
    "tr",
    {},
    make("td", {}),
    groups.map(([name, places]) => th("colgroup", { colspan: places.length, class: "group opens" }, name)),
    th("colgroup", { colspan: 2, class: "group opens" }, "The run"),
  );
  const second = make(
    "tr",
    {},
    th("col", {}, "Backend"),
    order.map((place) => columnHead(place, number, state, starts(place))),
    th("col", { class: "number opens" }, "Median time"),
    th("col", { class: "number" }, "Failed"),
  );
  const body = rows.map((row) =>
    make(
      "tr",
      {},
      backendHead(row, state),
      order.map((place) =>
        make(
          "td",
          { class: `number${starts(place)}${place === number ? " chosen" : ""}` },
          oneFigure(row, place, state),
        ),
      ),
      make("td", { class: "number opens", text: duration(row.seconds) }),
      make("td", { class: "number", text: `${row.failures} of ${row.cells}` }),
    ),
  );
  return table(`Every figure of the ${kindOf(state.length)}`, [first, second], body, "all");
}

function columnHead(place, chosen, state, opens) {
  const column = data.columns[place],
    title = `${column.title}${arrow(column)}`;
  if (!data.pairs[state.length][column.name])
    return th("col", { class: `number${opens}`, title: column.about }, title);
  const way = column.better === "higher" ? "descending" : "ascending";
  return th(
    "col",
    { class: `number${opens}`, "aria-sort": place === chosen ? way : null },
    make("button", {
      type: "button",
      class: "plain",
      title: column.about,
      "data-key": `rank by ${column.name}`,
      text: title,
      on: { click: () => choose({ by: column.name }, `Ranked by ${column.title}.`) },
    }),
  );
}

function oneFigure(row, place, state) {
  const column = data.columns[place],
    found = row.figures[place];
  if (!found) return "–";
  const better = column.better ? (pair(row.backend, state.against, state.length, column)?.[6] ?? 0) : 0;
  const mark =
    better &&
    make(
      "span",
      { class: "mark" },
      make("span", { "aria-hidden": "true", text: better > 0 ? "▲" : "▼" }),
      unseen(better > 0 ? "better: " : "worse: "),
    );
  return [
    mark || null,
    figure(found[0], column),
    column.better
      ? make("small", { text: found[1] === found[2] ? "" : interval(found[1], found[2], column) })
      : null,
  ];
}
