/* The figures: leaderboard, quality against time, differences by article, and what they were made with. */

const GROUPS = [
  ["Against references", (column) => column.needs === "references"],
  ["On its own", (column) => column.needs !== "references" && column.better],
  ["Describing, not judging", (column) => column.needs !== "references" && !column.better],
];
const ARROWS = { higher: "↑", lower: "↓" };
const arrow = (column) => (column.better ? `\u00a0${ARROWS[column.better]}` : "");
const partOf = (row) => data.backends[row.backend].part;
const nameOf = (row) => data.backends[row.backend].name;
const rowsOf = (state) => data.boards[state.length].rows;

/* One backend less another, as the first sees it: difference, low, high, wins, ties, losses, verdict. */
function pair(first, second, length, column) {
  const count = data.backends.length, [low, high] = first < second ? [first, second] : [second, first];
  const found = data.pairs[length][column.name]?.[low * count - (low * (low + 1)) / 2 + high - low - 1];
  if (first === second || !found) return null;
  if (first < second) return found;
  const turn = (number) => (number === null ? null : -number);
  return [turn(found[0]), turn(found[2]), turn(found[1]), found[5], found[4], found[3], -found[6]];
}

function sorted(rows, column) {
  const sign = data.columns[column].better === "lower" ? 1 : -1;
  const key = (row) => (row.figures[column] ? sign * row.figures[column][0] : Infinity);
  return rows.map((row, place) => [row, place]).sort(([one, i], [other, j]) => key(one) - key(other) || i - j).map(([row]) => row);
}

function backendHead(row, state) {
  const part = partOf(row) && make("span", { class: "part", text: partOf(row) });
  return th("row", { class: row.backend === state.against ? "against" : null }, make("span", { class: "name", text: nameOf(row) }), part && " ", part);
}

/* ---- Leaderboard */

function drawBoard(state, number) {
  const column = data.columns[number], rows = rowsOf(state);
  show(at("finding"), finding(state, number));
  show(at("failures"), failures(rows));
  show(at("all"), everyFigure(state, number));
  const against = data.backends[state.against].name;
  at("all-note").textContent =
    `▲ better and ▼ worse than ${against}, where the ${percent()} interval of the difference leaves 0 out; where there is neither, no difference is shown. In brackets is the interval, unless all articles agree. Choose a column’s head to rank by it.`;
  if (!column) {
    at("board-lede").textContent = "Nothing that has a good direction was measured at this length.";
    show(at("ranking"));
    return;
  }
  at("board-lede").textContent = `${column.title} of the ${kindOf(state.length)}: ${lower(column.about)} ${capital(column.better)} is better. The line under each dot is its ${percent()} interval over the articles.`;
  show(at("ranking"), ranking(state, number));
}

const percent = () => `${Number((data.level * 100).toPrecision(6))} %`;
const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/* What a reader should take away, in two or three sentences. */
function finding(state, number) {
  const column = data.columns[number];
  const racing = column ? sorted(rowsOf(state), number).filter((row) => partOf(row) !== "ceiling" && row.figures[number]) : [];
  if (!racing.length) return make("p", { text: "There is nothing here by which to tell one backend from another." });
  const [best, ...rest] = racing, score = (row) => figure(row.figures[number][0], column);
  const superlative = column.better === "higher" ? "highest" : "lowest";
  const equal = rest.filter((row) => row.figures[number][0] === best.figures[number][0]);
  const verdicts = new Map(rest.map((row) => [row, pair(best.backend, row.backend, state.length, column)?.[6] ?? 0]));
  const same = rest.filter((row) => verdicts.get(row) === 0), worse = rest.filter((row) => verdicts.get(row) === 1);
  const said = [];
  if (equal.length) said.push(`Of the ${kindOf(state.length)}, those of ${listed([best, ...equal].map(nameOf))} share the ${superlative} ${column.title}, ${score(best)}.`);
  else said.push(`Of the ${kindOf(state.length)}, those of ${nameOf(best)} have the ${superlative} ${column.title}, ${score(best)}.`);
  if (rest.length && !same.length) said.push(`They are better than those of every other backend.`);
  else if (same.length && !worse.length) said.push("No difference is shown between them and those of any other backend.");
  else if (same.length) said.push(`No difference is shown between them and those of ${listed(same.map(nameOf), 9)}; they are better than those of ${worse.length > 4 ? `the other ${worse.length}` : listed(worse.map(nameOf))}.`);
  const ceiling = rowsOf(state).find((row) => partOf(row) === "ceiling" && row.figures[number]);
  if (ceiling && column.needs === "references") said.push(`The ceiling, an extract made with the references in sight, is at ${score(ceiling)}.`);
  return make("p", { text: said.join(" ") });
}

function failures(rows) {
  const failed = rows.filter((row) => row.failures);
  if (!failed.length) return make("p", { class: "note", text: "No summary failed." });
  return make("ul", { class: "note" }, failed.flatMap((row) => row.errors.map(([error, times]) =>
    make("li", {}, make("strong", { text: nameOf(row) }), ` failed ${times} of ${count(row.cells, "time")}: ${error}`))));
}

/* The axis that all rows share: of those that compete, since the ceiling may be far off. */
function axis(rows, number) {
  const figures = rows.filter((row) => partOf(row) !== "ceiling" && row.figures[number]).map((row) => row.figures[number]);
  const ends = figures.flatMap(([score, low, high]) => [score, low ?? score, high ?? score]);
  if (!ends.length) return [0, 1];
  const low = Math.min(...ends), high = Math.max(...ends), room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - room, high + room];
}

const WIDTH = 264, HEIGHT = 30;

function ranking(state, number) {
  const column = data.columns[number], rows = sorted(rowsOf(state), number);
  const [low, high] = axis(rows, number), x = (value) => 6 + ((value - low) / (high - low)) * (WIDTH - 12);
  const against = rows.find((row) => row.backend === state.against), line = against?.figures[number]?.[0];
  const scale = draw("svg", { class: "axis", width: WIDTH, height: 18, viewBox: `0 0 ${WIDTH} 18`, "aria-hidden": "true" },
    ticks(low * column.scale, high * column.scale, 4).map((value) =>
      draw("text", { x: x(value / column.scale), y: 13, "text-anchor": "middle", text: tick(value) })));
  const head = make("tr", {},
    th("col", {}, "Backend"), th("col", { class: "number" }, column.title, arrow(column)),
    th("col", { class: "chart" }, unseen("Interval, drawn"), scale),
    th("col", { class: "number" }, `Against ${data.backends[state.against].name}`),
    th("col", { class: "verdict" }, "Verdict"), th("col", { class: "number extra" }, "Wins / ties / losses"), th("col", { class: "number extra" }, "Median time"));
  const body = rows.map((row) => {
    const found = row.figures[number], difference = pair(row.backend, state.against, state.length, column);
    return make("tr", { class: partOf(row) || null }, backendHead(row, state),
      make("td", { class: "number" }, make("strong", { text: found ? figure(found[0], column) : "–" }), " ", found && make("small", { text: interval(found[1], found[2], column) })),
      make("td", { class: "chart" }, dot(found, x, line, partOf(row), column)),
      versus(row, state, column, difference),
      make("td", { class: "number extra", text: difference ? `${difference[3]} / ${difference[4]} / ${difference[5]}` : "" }),
      make("td", { class: "number extra", text: duration(row.seconds) }));
  });
  return table(`${column.title} of the ${kindOf(state.length)}`, head, body, "ranking");
}

function versus(row, state, column, difference) {
  if (row.backend === state.against) return [make("td", { class: "number soft", text: "–" }), make("td", { class: "verdict soft", text: "compared with" })];
  if (!difference) return [make("td", { class: "number soft", text: "–" }), make("td", { class: "verdict soft", text: "nothing to compare" })];
  const [by, low, high, , , , better] = difference;
  const verdict = better ? (better > 0 ? "▲ better" : "▼ worse") : low === null ? "no interval" : "no difference shown";
  return [
    make("td", { class: "number" }, signed(by * column.scale, column.digits), " ", make("small", { text: interval(low, high, column, signed) })),
    make("td", { class: better ? "verdict" : "verdict soft", text: verdict }),
  ];
}

/* A dot on its interval; the dotted line is whom all are compared with. */
function dot(found, x, line, part, column) {
  const middle = HEIGHT / 2, inside = (place) => Math.max(0, Math.min(WIDTH, place));
  const picture = draw("svg", { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  if (line !== undefined) picture.append(draw("line", { class: "reference", x1: x(line), x2: x(line), y1: 0, y2: HEIGHT }));
  if (!found) return picture;
  const [score, low, high] = found, place = x(score);
  if (place > WIDTH || place < 0) {
    const right = place > WIDTH;
    picture.append(draw("text", { class: "beyond", x: right ? WIDTH : 0, y: middle + 4, "text-anchor": right ? "end" : "start", text: right ? `${figure(score, column)} →` : `← ${figure(score, column)}` }));
    return picture;
  }
  if (low !== null) picture.append(draw("line", { class: "whisker", x1: inside(x(low)), x2: inside(x(high)), y1: middle, y2: middle }));
  picture.append(draw("circle", { class: part ? "dot hollow" : "dot", cx: place, cy: middle, r: 4.5 }));
  return picture;
}

function everyFigure(state, number) {
  const rows = number < 0 ? rowsOf(state) : sorted(rowsOf(state), number);
  const measured = data.columns.map((_, place) => place).filter((place) => rows.some((row) => row.figures[place]));
  const groups = GROUPS.map(([name, belongs]) => [name, measured.filter((place) => belongs(data.columns[place]))]).filter(([, places]) => places.length);
  const order = groups.flatMap(([, places]) => places), opening = new Set(groups.map(([, places]) => places[0]));
  const starts = (place) => (opening.has(place) ? " opens" : "");
  const first = make("tr", {}, make("td", {}), groups.map(([name, places]) => th("colgroup", { colspan: places.length, class: "group opens" }, name)),
    th("colgroup", { colspan: 2, class: "group opens" }, "The run"));
  const second = make("tr", {}, th("col", {}, "Backend"), order.map((place) => columnHead(place, number, state, starts(place))),
    th("col", { class: "number opens" }, "Median time"), th("col", { class: "number" }, "Failed"));
  const body = rows.map((row) => make("tr", {}, backendHead(row, state),
    order.map((place) => make("td", { class: `number${starts(place)}${place === number ? " chosen" : ""}` }, oneFigure(row, place, state))),
    make("td", { class: "number opens", text: duration(row.seconds) }),
    make("td", { class: "number", text: `${row.failures} of ${row.cells}` })));
  return table(`Every figure of the ${kindOf(state.length)}`, [first, second], body, "all");
}

function columnHead(place, chosen, state, opens) {
  const column = data.columns[place], title = `${column.title}${arrow(column)}`;
  if (!data.pairs[state.length][column.name]) return th("col", { class: `number${opens}`, title: column.about }, title);
  const way = column.better === "higher" ? "descending" : "ascending";
  return th("col", { class: `number${opens}`, "aria-sort": place === chosen ? way : null },
    make("button", { type: "button", class: "plain", title: column.about, "data-key": `rank by ${column.name}`, text: title,
      on: { click: () => choose({ by: column.name }, `Ranked by ${column.title}.`) } }));
}

function oneFigure(row, place, state) {
  const column = data.columns[place], found = row.figures[place];
  if (!found) return "–";
  const better = column.better ? pair(row.backend, state.against, state.length, column)?.[6] ?? 0 : 0;
  const mark = better && make("span", { class: "mark" }, make("span", { "aria-hidden": "true", text: better > 0 ? "▲" : "▼" }), unseen(better > 0 ? "better: " : "worse: "));
  return [mark || null, figure(found[0], column), column.better ? make("small", { text: found[1] === found[2] ? "" : interval(found[1], found[2], column) }) : null];
}

/* ---- Quality against time */

function drawScatter(state, number) {
  const column = data.columns[number];
  const points = column ? rowsOf(state).filter((row) => partOf(row) !== "ceiling" && row.figures[number] && row.seconds > 0) : [];
  if (!points.length) {
    at("speed-lede").textContent = "There is nothing to draw: no quality was measured at this length, or no time.";
    show(at("scatter"));
    show(at("scatter-table"));
    return;
  }
  const sign = column.better === "lower" ? -1 : 1, score = (row) => row.figures[number][0];
  const quicker = points.filter((row) => partOf(row) !== "floor" && !points.some((other) => other !== row
    && other.seconds <= row.seconds && sign * score(other) >= sign * score(row) && (other.seconds < row.seconds || score(other) !== score(row))));
  const floor = points.some((row) => partOf(row) === "floor") ? "Chance aside, nobody" : "Nobody";
  at("speed-lede").textContent = `${column.title} of the ${kindOf(state.length)} against the median time of one, once the article is read. Further up is better, further left is quicker. ${floor} is both quicker and better than ${listed(quicker.map(nameOf))} (filled dots); that takes no account of the intervals, which are drawn as lines.`;
  show(at("scatter"), scatter(points, number, quicker, sign));
  const head = make("tr", {}, th("col", {}, "Backend"), th("col", { class: "number" }, "Median time"), th("col", { class: "number" }, column.title, arrow(column)), th("col", {}, "Nobody is quicker and better"));
  const rows = [...points].sort((one, other) => one.seconds - other.seconds).map((row) => make("tr", {}, backendHead(row, state),
    make("td", { class: "number", text: duration(row.seconds) }),
    make("td", { class: "number" }, figure(score(row), column), " ", make("small", { text: interval(row.figures[number][1], row.figures[number][2], column) })),
    make("td", { text: quicker.includes(row) ? "yes" : "" })));
  show(at("scatter-table"), table(`${column.title} and median time, quickest first`, head, rows));
}

function scatter(points, number, filled, sign) {
  const column = data.columns[number], wide = Math.max(260, at("scatter").clientWidth || 700), tall = Math.round(Math.max(300, Math.min(440, wide * 0.52)));
  const left = 44, right = wide - 14, top = 34, bottom = tall - 44;
  const [low, high] = axis(points, number), times = points.map((row) => row.seconds);
  const from = Math.log10(Math.min(...times) / 1.5), to = Math.log10(Math.max(...times) * 1.5);
  const x = (seconds) => left + 8 + ((Math.log10(seconds) - from) / (to - from)) * (right - left - 16);
  const y = (value) => { const share = (value - low) / (high - low); return sign > 0 ? bottom - share * (bottom - top) : top + share * (bottom - top); };
  const picture = draw("svg", { width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`, role: "img", "aria-labelledby": "scatter-title scatter-about" },
    draw("title", { id: "scatter-title", text: `${column.title} against median time` }),
    draw("desc", { id: "scatter-about", text: points.map((row) => `${nameOf(row)}: ${duration(row.seconds)}, ${figure(row.figures[number][0], column)}`).join("; ") }));
  for (const value of ticks(low * column.scale, high * column.scale, 5)) {
    const place = y(value / column.scale);
    picture.append(draw("line", { class: "grid", x1: left, x2: right, y1: place, y2: place }), draw("text", { x: left - 8, y: place + 4, "text-anchor": "end", text: tick(value) }));
  }
  const decades = to - from;
  for (let power = Math.floor(from); power <= Math.ceil(to); power += 1) {
    for (const digit of decades > 3 ? [1] : decades > 1.6 ? [1, 3] : [1, 2, 5]) {
      const seconds = digit * 10 ** power, place = x(seconds);
      if (place < left || place > right) continue;
      picture.append(draw("line", { class: "tick", x1: place, x2: place, y1: bottom, y2: bottom + 5 }), draw("text", { x: place, y: bottom + 19, "text-anchor": "middle", text: round(seconds) }));
    }
  }
  picture.append(draw("line", { class: "base", x1: left, x2: right, y1: bottom, y2: bottom }),
    draw("text", { class: "title", x: 0, y: 14, text: `${column.title}${column.better === "lower" ? " (lower is better: axis turned round)" : ""}` }),
    draw("text", { class: "title", x: right, y: tall - 6, "text-anchor": "end", text: "Median time, log scale" }));
  const places = points.map((row) => ({ row, x: x(row.seconds), y: y(row.figures[number][0]), ends: row.figures[number].slice(1, 3).map((end) => y(end ?? row.figures[number][0])).sort((one, other) => one - other) }));
  for (const { x, ends } of places) picture.append(draw("line", { class: "whisker thin", x1: x, x2: x, y1: ends[0], y2: ends[1] }));
  for (const { row, x, y } of places) picture.append(draw("circle", { class: filled.includes(row) ? "dot" : "dot hollow", cx: x, cy: y, r: 5 }));
  for (const label of labelled(places, { left, right, top, bottom })) picture.append(draw("text", { class: filled.includes(label.row) ? "label strong" : "label", x: label.x, y: label.y, "text-anchor": label.anchor, text: nameOf(label.row) }));
  return picture;
}

const round = (seconds) => seconds >= 1 ? `${tick(Number(seconds.toPrecision(3)))} s` : seconds >= 0.001 ? `${tick(Number((seconds * 1000).toPrecision(3)))} ms` : `${tick(Number((seconds * 1e6).toPrecision(3)))} µs`;

/* Where to write each name so that they cover one another, the dots and the lines least. */
function labelled(places, frame) {
  const taken = places.flatMap(({ x, y, ends }) => [[x - 7, y - 7, x + 7, y + 7], [x - 1, ends[0], x + 1, ends[1]]]);
  const meets = ([a, b, c, d], [e, f, g, h]) => Math.max(0, Math.min(c, g) - Math.max(a, e)) * Math.max(0, Math.min(d, h) - Math.max(b, f));
  return [...places].sort((one, other) => one.y - other.y).map(({ row, x, y }) => {
    const width = nameOf(row).length * 6.7 + 2;
    const tries = [[10, 4, "start"], [-10, 4, "end"], [9, -8, "start"], [-9, -8, "end"], [9, 17, "start"], [-9, 17, "end"], [0, -12, "middle"], [0, 22, "middle"], [9, -20, "start"], [-9, -20, "end"], [9, 30, "start"], [-9, 30, "end"]];
    const choices = tries.map(([across, down, anchor], order) => {
      const begin = x + across - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
      const box = [begin, y + down - 11, begin + width, y + down + 3];
      const outside = Math.max(0, frame.left - box[0]) + Math.max(0, box[2] - frame.right) + Math.max(0, frame.top - 14 - box[1]) + Math.max(0, box[3] - frame.bottom);
      return { row, box, x: x + across, y: y + down, anchor, cost: outside * 40 + taken.reduce((sum, other) => sum + meets(box, other), 0) + order * 0.5 };
    });
    const best = choices.reduce((one, other) => (other.cost < one.cost ? other : one));
    taken.push(best.box);
    return best;
  });
}

/* ---- Article by article */

const titled = (article) => `${article + 1}. ${data.articles[article].label}`;
const cellOf = (state, article, backend) => data.articles[article].cells[data.lengths.indexOf(state.length)][backend];

function drawDifferences(state, number) {
  const column = data.columns[number], first = data.backends[state.first].name, second = data.backends[state.against].name;
  const places = [at("bars"), at("extremes"), at("each")];
  const quiet = (text) => { at("differences-lede").textContent = text; for (const place of places) show(place); };
  if (!column) return quiet("Nothing that has a good direction was measured at this length.");
  if (state.first === state.against) return quiet(`${first} is compared with itself: choose another backend here, or another to compare with.`);
  const sign = column.better === "lower" ? -1 : 1;
  const rows = data.articles.map((article, place) => {
    const [one, other] = [state.first, state.against].map((backend) => cellOf(state, place, backend)?.figures[number] ?? null);
    return { article: place, one, other, by: one === null || other === null ? null : one - other };
  });
  const scored = rows.filter((row) => row.by !== null).sort((one, other) => sign * (other.by - one.by) || one.article - other.article);
  const overall = pair(state.first, state.against, state.length, column);
  if (!scored.length || !overall) return quiet(`There is no article on which both ${first} and ${second} have a ${column.title}.`);
  const [by, low, high, wins, ties, losses, better] = overall;
  const verdict = better ? `${better > 0 ? first : second} is better` : low === null ? "too few articles for an interval" : "no difference shown";
  at("differences-lede").textContent = `In ${column.title}, ${first} is better on ${count(wins, "article")}, equal on ${ties} and worse on ${losses}. Overall, ${first} less ${second} is ${signed(by * column.scale, column.digits)}${low === null ? "" : ` ${interval(low, high, column, signed)}`}: ${verdict}.`;
  show(at("bars"), bars(scored, state, column, sign, first, second));
  show(at("extremes"), extremes(scored, state, column, sign, first, second));
  const head = make("tr", {}, th("col", {}, "Article"), th("col", { class: "number" }, first), th("col", { class: "number" }, second), th("col", { class: "number" }, "Difference"));
  const all = [...scored, ...rows.filter((row) => row.by === null)];
  show(at("each"), table(`${column.title} by article: ${first} and ${second}, ${kindOf(state.length)}`, head, all.map((row) => make("tr", {}, th("row", { class: "article" }, linkTo(row.article, state)),
    make("td", { class: "number", text: figure(row.one, column) }), make("td", { class: "number", text: figure(row.other, column) }),
    make("td", { class: "number", text: row.by === null ? "–" : signed(row.by * column.scale, column.digits) }))), "each"));
}

function linkTo(article, state) {
  const there = written({ ...state, article, at: "story", show: [...new Set([state.first, state.against])] });
  return make("a", { href: there, text: titled(article), dir: "auto", "data-key": `to ${article}`,
    on: { click: (event) => { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); openArticle(article); } } });
}

function bars(rows, state, column, sign, first, second) {
  const wide = Math.max(260, at("bars").clientWidth || 700), tall = 220, left = 40, top = 26, bottom = tall - 24;
  const values = rows.map((row) => sign * row.by), low = Math.min(0, ...values), high = Math.max(0, ...values), reach = high - low || 1;
  const y = (value) => top + ((high - value) / reach) * (bottom - top), step = (wide - left) / rows.length, gap = Math.min(3, step * 0.25);
  const picture = draw("svg", { width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`, "aria-hidden": "true", class: "bars" });
  for (const value of ticks(low * column.scale, high * column.scale, 4)) {
    const place = y(value / column.scale);
    picture.append(draw("line", { class: "grid", x1: left, x2: wide, y1: place, y2: place }), draw("text", { x: left - 8, y: place + 4, "text-anchor": "end", text: value ? (value > 0 ? "+" : MINUS) + Math.abs(value) : "0" }));
  }
  picture.append(draw("text", { class: "title", x: left, y: 14, text: `↑ ${first} better` }), draw("text", { class: "title", x: wide, y: tall - 6, "text-anchor": "end", text: `↓ ${second} better` }));
  rows.forEach((row, place) => {
    const begin = left + place * step, value = sign * row.by, ends = [y(Math.max(0, value)), y(Math.min(0, value))], chosen = row.article === state.article;
    const height = Math.max(ends[1] - ends[0], 1.5);
    picture.append(draw("g", { class: `bar ${value < 0 ? "below" : "above"}${chosen ? " chosen" : ""}`, "data-article": row.article, on: { click: () => openArticle(row.article) } },
      draw("title", { text: `${titled(row.article)}: ${signed(row.by * column.scale, column.digits)}` }),
      draw("rect", { class: "reachable", x: begin, y: top - 8, width: step, height: bottom - top + 16 }),
      draw("rect", { class: "filled", x: begin + gap / 2, y: ends[0], width: Math.max(1, step - gap), height }),
      chosen ? draw("path", { class: "here", d: `M${begin + step / 2 - 5} ${value < 0 ? ends[0] - 12 : ends[1] + 12}h10l-5 ${value < 0 ? 8 : -8}z` }) : null));
  });
  picture.append(draw("line", { class: "base", x1: left, x2: wide, y1: y(0), y2: y(0) }));
  return [picture, make("figcaption", { class: "note", text: "Each bar is an article: choose one to read it below, where its place here is marked." })];
}

function extremes(rows, state, column, sign, first, second) {
  const half = (name, found) => found.length && make("div", {}, make("h3", { text: `Where ${name} does better` }),
    make("ol", {}, found.slice(0, 5).map((row) => make("li", {}, linkTo(row.article, state), " ", make("span", { class: "amount", text: signed(row.by * column.scale, column.digits) })))));
  const ahead = rows.filter((row) => sign * row.by > 1e-9), behind = rows.filter((row) => sign * row.by < -1e-9).reverse();
  return make("div", { class: "halves" }, half(first, ahead) || null, half(second, behind) || null);
}

/* ---- What does not change */

function drawOnce() {
  const count = data.articles.length;
  at("kicker").textContent = `storysum · ${data.backends.length} backends · ${count} ${count === 1 ? "article" : "articles"} of ${data.corpus} · ${data.lengths.join(", ")}`;
  show(at("columns"), data.columns.map((column) => [make("dt", { text: `${column.title}${arrow(column)}` }), make("dd", { text: column.about + (column.better ? ` ${capital(column.better)} is better.` : "") })]),
    make("dt", { text: "In all of them" }), make("dd", { text: "A summary that failed counts as a full miss: 0 where higher is better, 100 where lower is. What could not be scored (no reference, no quotation) is in no mean." }));
  const seconds = { ...data.timing, rendering: Number(at("made").dataset.rendering) }, whole = Object.values(seconds).reduce((sum, one) => sum + one, 0);
  const times = Object.entries(seconds).map(([name, one]) => make("tr", {}, th("row", {}, capital(name)), make("td", { class: "number", text: `${one.toFixed(2)} s` }), make("td", { class: "number", text: whole ? `${Math.round((100 * one) / whole)} %` : "–" })));
  const head = make("tr", {}, th("col", {}, "Step"), th("col", { class: "number" }, "Time"), th("col", { class: "number" }, "Share"));
  const signatures = (title, all) => [make("h3", { text: title }), make("ul", { class: "signatures" }, all.map((one) => make("li", {}, make("code", { text: one }))))];
  show(at("colophon"),
    make("p", {}, `Corpus ${data.corpus}, ${count} ${count === 1 ? "article" : "articles"}, checksum `, make("code", { text: data.checksum.slice(0, 16) }), "."),
    make("p", { text: `Intervals: ${percent()}, paired percentile bootstrap over the articles, ${data.resamples} resamples, seed ${data.seed}. No correction is made for looking at many pairs: of twenty pairs that do not differ, about one will seem to.` }),
    make("p", { text: `Versions: ${Object.entries(data.versions).map(([name, version]) => `${name} ${version}`).join(", ")}.` }),
    make("div", { class: "halves" }, make("div", {}, signatures("Backends", data.backends.map((backend) => backend.signature))), make("div", {}, signatures("Metrics", data.metrics),
      make("h3", { text: "Where the time went" }), table("Seconds of work, over all processes", head, times))));
}
