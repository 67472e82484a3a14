/* Who leads, by how much, and whether that is more than luck; then every figure there is. */

const arrow = (column) => ({ higher: "\u00a0↑", lower: "\u00a0↓" })[column.better] ?? "";
const rowsOf = (length) => report.standings.filter((row) => row.length === length);
const isPair = (one, length, column) => one.length === length && one.column === column.name;
const judged = (length) =>
  report.columns.filter((column) => report.pairs.some((one) => isPair(one, length, column)));

/* A score over all articles; null where nothing could be scored. */
function scored(row, column) {
  const found = row.figures[column.name];
  return found && found.score !== null ? found : null;
}

/* One backend less another, as the first sees it; null where there is nothing to compare. */
function pair(first, second, length, column) {
  const found = report.pairs.find(
    (one) => isPair(one, length, column) && [first, second].includes(one.first) && [first, second].includes(one.second),
  );
  if (!found || found.difference === null) return null;
  if (found.first === first) return found;
  const [low, high] = found.low === null ? [null, null] : [-found.high, -found.low];
  return { ...found, difference: -found.difference, low, high, wins: found.losses, losses: found.wins };
}

/* The best first, then what has no figure; of equals the one named earlier. */
function sorted(rows, column) {
  if (!column) return rows;
  const sign = column.better === "lower" ? 1 : -1;
  const key = (row) => (scored(row, column) ? sign * scored(row, column).score : Infinity);
  return [...rows].sort((one, other) => key(one) - key(other) || 0);
}

function drawBoard(state, column) {
  const rows = sorted(rowsOf(state.length), column);
  show(at("finding"), finding(rows, state, column));
  show(at("failures"), failures(rows));
  show(at("all"), everyFigure(rows, state, column));
  show(
    at("all-note"),
    `▲ better and ▼ worse than ${state.against}, where the ${percent} interval of the difference leaves 0 out; where ` +
      "there is neither, no difference is shown. In brackets is the interval, unless all articles agree. Choose a " +
      "column’s head to rank by it.",
  );
  if (!column) {
    show(at("board-lede"), "Nothing that has a good direction was measured at this length.");
    show(at("ranking"));
    return;
  }
  show(
    at("board-lede"),
    `${column.title} of the ${kindOf(state.length)}. ${column.about} ${capital(column.better)} is better.`,
    articles.length > 1 && ` The line under each dot is its ${percent} interval over the articles.`,
  );
  show(at("ranking"), ranking(rows, state, column));
}

/* What a reader should take away, in two or three sentences. */
function finding(rows, state, column) {
  const racing = column ? rows.filter((row) => parts[row.backend] !== "ceiling" && scored(row, column)) : [];
  if (!racing.length) return "There is nothing here by which to tell one backend from another.";
  const [best, ...rest] = racing;
  const score = (row) => scored(row, column).score;
  const names = (some) => some.map((row) => row.backend);
  const winner = (row) => pair(best.backend, row.backend, state.length, column)?.better;
  const ahead = racing.filter((row) => score(row) === score(best));
  const same = rest.filter((row) => winner(row) === null && !ahead.includes(row));
  const worse = rest.filter((row) => winner(row) === best.backend);
  const most = column.better === "higher" ? "highest" : "lowest";
  const said = [
    `Of the ${kindOf(state.length)}, those of ${listed(names(ahead))} have the ${most} ${column.title}, ` +
      `${figure(score(best), column)}.`,
  ];
  if (same.length) said.push(`No difference is shown between them and those of ${listed(names(same), 9)}.`);
  if (worse.length) said.push(`They are better than those of ${listed(names(worse))}.`);
  const ceiling = rows.find((row) => parts[row.backend] === "ceiling" && scored(row, column));
  if (ceiling && column.needs === "references")
    said.push(`The ceiling, an extract made with the references in sight, is at ${figure(score(ceiling), column)}.`);
  return said.join(" ");
}

function failures(rows) {
  const told = rows.flatMap(({ backend, cells, errors }) =>
    errors
      .slice(0, 3)
      .map(([error, times]) =>
        make("li", {}, make("strong", {}, backend), ` failed ${times} of ${count(cells, "time")}: ${error}`),
      ),
  );
  return told.length ? told : make("li", {}, "No summary failed.");
}

function backendHead({ backend }, state) {
  const part = parts[backend] && make("span", { class: "part" }, ` ${parts[backend]}`);
  return th("row", backend === state.against && "against", make("span", { class: "name" }, backend), part);
}

const WIDTH = 264;
const HEIGHT = 30;

function ranking(rows, state, column) {
  const [low, high] = axis(rows, column);
  const x = (value) => 6 + ((value - low) / (high - low)) * (WIDTH - 12);
  const line = rows.map((row) => row.backend === state.against && scored(row, column)?.score).find(there);
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
    th("col", "number", `Against ${state.against}`),
    th("col", "number extra", "Wins / ties / losses"),
  ];
  const body = rows.map((row) => {
    const found = scored(row, column);
    const difference = pair(row.backend, state.against, state.length, column);
    return make("tr", { class: parts[row.backend] }, [
      backendHead(row, state),
      td(
        "number",
        make("strong", {}, figure(found?.score, column)),
        " ",
        make("small", {}, found && interval(found, column)),
      ),
      td("chart", dot(found, x, line, parts[row.backend], column)),
      td("number", versus(row, state, column, difference)),
      td("number extra", difference && `${difference.wins} / ${difference.ties} / ${difference.losses}`),
    ]);
  });
  return table(`${column.title} of the ${kindOf(state.length)}`, heads, body, "ranking");
}

/* Better, worse, or why that is not said. */
function verdict({ low, better }, backend) {
  if (better) return better === backend ? "▲ better" : "▼ worse";
  return low === null ? "no interval" : "no difference shown";
}

function versus({ backend }, state, column, difference) {
  if (backend === state.against) return make("small", {}, "compared with");
  if (!difference) return make("small", {}, "nothing to compare");
  return [
    signed(difference.difference * column.scale, column.digits),
    " ",
    make("small", {}, interval(difference, column, signed)),
    make("span", { class: difference.better ? "verdict" : "verdict soft" }, verdict(difference, backend)),
  ];
}

/* The axis that all rows share: of those that compete, since the ceiling may be far off. */
function axis(rows, column) {
  const racing = rows.filter((row) => parts[row.backend] !== "ceiling").map((row) => scored(row, column));
  const ends = racing.filter(there).flatMap(({ score, low, high }) => [score, low ?? score, high ?? score]);
  if (!ends.length) return [0, 1];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - room, high + room];
}

/* A dot on its interval; the dotted line is whom all are compared with. */
function dot(found, x, line, part, column) {
  const { score, low, high } = found ?? {};
  const middle = HEIGHT / 2;
  const inside = (value) => Math.max(0, Math.min(WIDTH, x(value)));
  const size = { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" };
  const drawn = [there(line) && draw("line", { class: "reference", x1: x(line), x2: x(line), y1: 0, y2: HEIGHT })];
  if (there(score) && inside(score) !== x(score)) {
    const [text, anchor] = x(score) > WIDTH ? [`${figure(score, column)} →`, "end"] : [`← ${figure(score, column)}`];
    drawn.push(draw("text", { x: inside(score), y: middle + 4, "text-anchor": anchor }, text));
  } else if (there(score)) {
    if (there(low))
      drawn.push(draw("line", { class: "whisker", x1: inside(low), x2: inside(high), y1: middle, y2: middle }));
    drawn.push(draw("circle", { class: part ? "dot hollow" : "dot", cx: x(score), cy: middle, r: 4.5 }));
  }
  return draw("svg", size, drawn);
}

function everyFigure(rows, state, chosen) {
  const measured = report.columns.filter((column) => rows.some((row) => scored(row, column)));
  const heads = [
    th("col", "", "Backend"),
    measured.map((column) => columnHead(column, chosen, state)),
    th("col", "number", "Median time"),
    th("col", "number", "Failed"),
  ];
  const body = rows.map((row) =>
    make("tr", {}, [
      backendHead(row, state),
      measured.map((column) => td(column === chosen ? "number chosen" : "number", oneFigure(row, column, state))),
      td("number", duration(row.seconds)),
      td("number", `${row.failures} of ${row.cells}`),
    ]),
  );
  return table(`Every figure of the ${kindOf(state.length)}`, heads, body, "all");
}

function columnHead(column, chosen, state) {
  const title = `${column.title}${arrow(column)}`;
  const attributes = { scope: "col", class: "number", title: column.about };
  if (!judged(state.length).includes(column)) return make("th", attributes, title);
  if (column === chosen) attributes["aria-sort"] = column.better === "higher" ? "descending" : "ascending";
  const click = () => choose({ by: column.name }, `Ranked by ${column.title}.`);
  return make(
    "th",
    attributes,
    make("button", { type: "button", class: "plain", "data-key": `rank by ${column.name}`, on: { click } }, title),
  );
}

function oneFigure(row, column, state) {
  const found = scored(row, column);
  if (!found) return "–";
  const better = pair(row.backend, state.against, state.length, column)?.better;
  const [sign, word] = better === row.backend ? ["▲", "better: "] : ["▼", "worse: "];
  return [
    better && make("span", { class: "mark" }, make("span", { "aria-hidden": "true" }, sign), unseen(word)),
    figure(found.score, column),
    column.better && found.low !== found.high && make("small", {}, interval(found, column)),
  ];
}
