/* Who leads, by how much, and whether that is more than luck; then every figure there is. */

const arrow = (column) => ({ higher: "\u00a0↑", lower: "\u00a0↓" })[column.better] ?? "";
const partOf = (row) => data.backends[row.backend].part;
const nameOf = (row) => data.backends[row.backend].name;
const rowsOf = (state) => data.boards[state.length].rows;

/* One backend less another, as the first sees it: difference, low, high, wins, ties, losses, verdict. */
function pair(first, second, length, column) {
  const size = data.backends.length;
  const [low, high] = first < second ? [first, second] : [second, first];
  const found = data.pairs[length][column.name]?.[low * size - (low * (low + 1)) / 2 + high - low - 1];
  if (first === second || !found) return null;
  if (first < second) return found;
  const turn = (number) => (number === null ? null : -number);
  return [turn(found[0]), turn(found[2]), turn(found[1]), found[5], found[4], found[3], -found[6]];
}

function sorted(rows, number) {
  if (number < 0) return rows;
  const sign = data.columns[number].better === "lower" ? 1 : -1;
  const key = (row) => (row.figures[number] ? sign * row.figures[number][0] : Infinity);
  return [...rows].sort((one, other) => key(one) - key(other) || 0);
}

function drawBoard(state, number) {
  const column = data.columns[number];
  const rows = sorted(rowsOf(state), number);
  show(at("finding"), finding(rows, state, number));
  show(at("failures"), failures(rows));
  show(at("all"), everyFigure(rows, state, number));
  show(
    at("all-note"),
    `▲ better and ▼ worse than ${data.backends[state.against].name}, where the ${percent} interval of the ` +
      "difference leaves 0 out; where there is neither, no difference is shown. In brackets is the interval, unless " +
      "all articles agree. Choose a column’s head to rank by it.",
  );
  if (!column) {
    show(at("board-lede"), "Nothing that has a good direction was measured at this length.");
    show(at("ranking"));
    return;
  }
  show(
    at("board-lede"),
    `${column.title} of the ${kindOf(state.length)}. ${column.about} ${capital(column.better)} is better.`,
    data.articles.length > 1 && ` The line under each dot is its ${percent} interval over the articles.`,
  );
  show(at("ranking"), ranking(rows, state, number));
}

/* What a reader should take away, in two or three sentences. */
function finding(rows, state, number) {
  const column = data.columns[number];
  const racing = column ? rows.filter((row) => partOf(row) !== "ceiling" && row.figures[number]) : [];
  if (!racing.length) return "There is nothing here by which to tell one backend from another.";
  const score = (row) => row.figures[number][0];
  const ahead = racing.filter((row) => score(row) === score(racing[0]));
  const verdict = (row) => pair(racing[0].backend, row.backend, state.length, column)?.[6];
  const same = racing.slice(1).filter((row) => verdict(row) === 0);
  const worse = racing.slice(1).filter((row) => verdict(row) === 1);
  const most = column.better === "higher" ? "highest" : "lowest";
  const said = [
    `Of the ${kindOf(state.length)}, those of ${listed(ahead.map(nameOf))} have the ${most} ${column.title}, ` +
      `${figure(score(racing[0]), column)}.`,
  ];
  if (same.length) said.push(`No difference is shown between them and those of ${listed(same.map(nameOf), 9)}.`);
  if (worse.length) said.push(`They are better than those of ${listed(worse.map(nameOf))}.`);
  const ceiling = rows.find((row) => partOf(row) === "ceiling" && row.figures[number]);
  if (ceiling && column.needs === "references")
    said.push(`The ceiling, an extract made with the references in sight, is at ${figure(score(ceiling), column)}.`);
  return said.join(" ");
}

function failures(rows) {
  const told = rows.flatMap((row) =>
    row.errors.map(([error, times]) =>
      make("li", {}, make("strong", {}, nameOf(row)), ` failed ${times} of ${count(row.cells, "time")}: ${error}`),
    ),
  );
  return told.length ? told : make("li", {}, "No summary failed.");
}

function backendHead(row, state) {
  const part = partOf(row) && make("span", { class: "part" }, ` ${partOf(row)}`);
  return th("row", row.backend === state.against && "against", make("span", { class: "name" }, nameOf(row)), part);
}

const WIDTH = 264;
const HEIGHT = 30;

function ranking(rows, state, number) {
  const column = data.columns[number];
  const [low, high] = axis(rows, number);
  const x = (value) => 6 + ((value - low) / (high - low)) * (WIDTH - 12);
  const line = rows.find((row) => row.backend === state.against)?.figures[number]?.[0];
  const scale = draw(
    "svg",
    { class: "axis", width: WIDTH, height: 18, viewBox: `0 0 ${WIDTH} 18`, "aria-hidden": "true" },
    ticks(low * column.scale, high * column.scale, 4).map((value) =>
      draw("text", { x: x(value / column.scale), y: 13, "text-anchor": "middle" }, String(value).replace("-", MINUS)),
    ),
  );
  const heads = [
    th("col", "", "Backend"),
    th("col", "number", column.title, arrow(column)),
    th("col", "chart", unseen("Interval, drawn"), scale),
    th("col", "number", `Against ${data.backends[state.against].name}`),
    th("col", "number extra", "Wins / ties / losses"),
  ];
  const body = rows.map((row) => {
    const found = row.figures[number];
    const difference = pair(row.backend, state.against, state.length, column);
    return make("tr", { class: partOf(row) }, [
      backendHead(row, state),
      td(
        "number",
        make("strong", {}, figure(found?.[0], column)),
        " ",
        make("small", {}, found && interval(found[1], found[2], column)),
      ),
      td("chart", dot(found, x, line, partOf(row), column)),
      td("number", versus(row, state, column, difference)),
      td("number extra", difference && difference.slice(3, 6).join(" / ")),
    ]);
  });
  return table(`${column.title} of the ${kindOf(state.length)}`, heads, body, "ranking");
}

function versus(row, state, column, difference) {
  if (row.backend === state.against) return make("small", {}, "compared with");
  if (!difference) return make("small", {}, "nothing to compare");
  const [by, low, high, , , , better] = difference;
  const unsure = low === null ? "no interval" : "no difference shown";
  return [
    signed(by * column.scale, column.digits),
    " ",
    make("small", {}, interval(low, high, column, signed)),
    make("span", { class: better ? "verdict" : "verdict soft" }, { 1: "▲ better", "-1": "▼ worse" }[better] ?? unsure),
  ];
}

/* The axis that all rows share: of those that compete, since the ceiling may be far off. */
function axis(rows, number) {
  const racing = rows.filter((row) => partOf(row) !== "ceiling" && row.figures[number]);
  const ends = racing.flatMap((row) => row.figures[number].slice(0, 3)).filter(there);
  if (!ends.length) return [0, 1];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - room, high + room];
}

/* A dot on its interval; the dotted line is whom all are compared with. */
function dot(found, x, line, part, column) {
  const [score, low, high] = found ?? [];
  const middle = HEIGHT / 2;
  const inside = (value) => Math.max(0, Math.min(WIDTH, x(value)));
  const size = { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" };
  const drawn = [
    there(line) && draw("line", { class: "reference", x1: x(line), x2: x(line), y1: 0, y2: HEIGHT }),
    there(low) && draw("line", { class: "whisker", x1: inside(low), x2: inside(high), y1: middle, y2: middle }),
  ];
  if (there(score) && inside(score) === x(score))
    drawn.push(draw("circle", { class: part ? "dot hollow" : "dot", cx: x(score), cy: middle, r: 4.5 }));
  else if (there(score)) {
    const [text, anchor] = x(score) > WIDTH ? [`${figure(score, column)} →`, "end"] : [`← ${figure(score, column)}`];
    drawn[1] = draw("text", { x: inside(score), y: middle + 4, "text-anchor": anchor }, text);
  }
  return draw("svg", size, drawn);
}

function everyFigure(rows, state, number) {
  const measured = data.columns.map((_, place) => place).filter((place) => rows.some((row) => row.figures[place]));
  const heads = [
    th("col", "", "Backend"),
    measured.map((place) => columnHead(place, number, state)),
    th("col", "number", "Median time"),
    th("col", "number", "Failed"),
  ];
  const body = rows.map((row) =>
    make("tr", {}, [
      backendHead(row, state),
      measured.map((place) => td(place === number ? "number chosen" : "number", oneFigure(row, place, state))),
      td("number", duration(row.seconds)),
      td("number", `${row.failures} of ${row.cells}`),
    ]),
  );
  return table(`Every figure of the ${kindOf(state.length)}`, heads, body, "all");
}

function columnHead(place, chosen, state) {
  const column = data.columns[place];
  const title = `${column.title}${arrow(column)}`;
  const attributes = { scope: "col", class: "number", title: column.about };
  if (!data.pairs[state.length][column.name]) return make("th", attributes, title);
  if (place === chosen) attributes["aria-sort"] = column.better === "higher" ? "descending" : "ascending";
  const click = () => choose({ by: column.name }, `Ranked by ${column.title}.`);
  return make(
    "th",
    attributes,
    make("button", { type: "button", class: "plain", "data-key": `rank by ${column.name}`, on: { click } }, title),
  );
}

function oneFigure(row, place, state) {
  const column = data.columns[place];
  const found = row.figures[place];
  if (!found) return "–";
  const verdict = column.better && pair(row.backend, state.against, state.length, column)?.[6];
  const mark = { 1: ["▲", "better: "], "-1": ["▼", "worse: "] }[verdict];
  return [
    mark && make("span", { class: "mark" }, make("span", { "aria-hidden": "true" }, mark[0]), unseen(mark[1])),
    figure(found[0], column),
    column.better && found[1] !== found[2] && make("small", {}, interval(found[1], found[2], column)),
  ];
}
