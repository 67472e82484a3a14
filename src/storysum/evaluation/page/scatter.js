/* Quality against time: a dot for each backend, names where there is room, and the same as a table. */

function drawScatter(state, number) {
  const column = data.columns[number];
  const points = column
    ? rowsOf(state).filter((row) => partOf(row) !== "ceiling" && row.figures[number] && row.seconds > 0)
    : [];
  if (!points.length) {
    at("speed-lede").textContent =
      "There is nothing to draw: no quality was measured at this length, or no time.";
    show(at("scatter"));
    show(at("scatter-table"));
    return;
  }
  const sign = column.better === "lower" ? -1 : 1,
    score = (row) => row.figures[number][0];
  const quicker = points.filter(
    (row) =>
      partOf(row) !== "floor" &&
      !points.some(
        (other) =>
          other !== row &&
          other.seconds <= row.seconds &&
          sign * score(other) >= sign * score(row) &&
          (other.seconds < row.seconds || score(other) !== score(row)),
      ),
  );
  const floor = points.some((row) => partOf(row) === "floor") ? "Chance aside, nobody" : "Nobody";
  at("speed-lede").textContent =
    `${column.title} of the ${kindOf(state.length)} against the median time of one, once the article is read. ` +
    `Further up is better, further left is quicker. ${floor} is both quicker and better than ` +
    `${listed(quicker.map(nameOf))} (filled dots); that takes no account of the intervals, drawn as lines.`;
  show(at("scatter"), scatter(points, number, quicker, sign));
  const head = make(
    "tr",
    {},
    th("col", {}, "Backend"),
    th("col", { class: "number" }, "Median time"),
    th("col", { class: "number" }, column.title, arrow(column)),
    th("col", {}, "Nobody is quicker and better"),
  );
  const rows = [...points]
    .sort((one, other) => one.seconds - other.seconds)
    .map((row) =>
      make(
        "tr",
        {},
        backendHead(row, state),
        make("td", { class: "number", text: duration(row.seconds) }),
        make(
          "td",
          { class: "number" },
          figure(score(row), column),
          " ",
          make("small", { text: interval(row.figures[number][1], row.figures[number][2], column) }),
        ),
        make("td", { text: quicker.includes(row) ? "yes" : "" }),
      ),
    );
  show(at("scatter-table"), table(`${column.title} and median time, quickest first`, head, rows));
}

function scatter(points, number, filled, sign) {
  const column = data.columns[number],
    wide = Math.max(260, at("scatter").clientWidth || 700),
    tall = Math.round(Math.max(360, Math.min(440, wide * 0.52)));
  const left = 44,
    right = wide - 14,
    top = 34,
    bottom = tall - 44;
  const [low, high] = axis(points, number),
    times = points.map((row) => row.seconds);
  const from = Math.log10(Math.min(...times) / 1.5),
    to = Math.log10(Math.max(...times) * 1.5);
  const x = (seconds) => left + 8 + ((Math.log10(seconds) - from) / (to - from)) * (right - left - 16);
  const y = (value) => {
    const share = (value - low) / (high - low);
    return sign > 0 ? bottom - share * (bottom - top) : top + share * (bottom - top);
  };
  const picture = draw(
    "svg",
    {
      width: wide,
      height: tall,
      viewBox: `0 0 ${wide} ${tall}`,
      role: "img",
      "aria-labelledby": "scatter-title scatter-about",
    },
    draw("title", { id: "scatter-title", text: `${column.title} against median time` }),
    draw("desc", {
      id: "scatter-about",
      text: points
        .map((row) => `${nameOf(row)}: ${duration(row.seconds)}, ${figure(row.figures[number][0], column)}`)
        .join("; "),
    }),
  );
  for (const value of ticks(low * column.scale, high * column.scale, 5)) {
    const place = y(value / column.scale);
    picture.append(
      draw("line", { class: "grid", x1: left, x2: right, y1: place, y2: place }),
      draw("text", { x: left - 8, y: place + 4, "text-anchor": "end", text: tick(value) }),
    );
  }
  const decades = to - from;
  for (let power = Math.floor(from); power <= Math.ceil(to); power += 1) {
    for (const digit of decades > 3 ? [1] : decades > 1.6 ? [1, 3] : [1, 2, 5]) {
      const seconds = digit * 10 ** power,
        place = x(seconds);
      if (place < left || place > right) continue;
      picture.append(
        draw("line", { class: "tick", x1: place, x2: place, y1: bottom, y2: bottom + 5 }),
        draw("text", { x: place, y: bottom + 19, "text-anchor": "middle", text: round(seconds) }),
      );
    }
  }
  picture.append(
    draw("line", { class: "base", x1: left, x2: right, y1: bottom, y2: bottom }),
    draw("text", {
      class: "title",
      x: 0,
      y: 14,
      text: `${column.title}${column.better === "lower" ? " (lower is better: axis turned round)" : ""}`,
    }),
    draw("text", {
      class: "title",
      x: right,
      y: tall - 6,
      "text-anchor": "end",
      text: "Median time, log scale",
    }),
  );
  const places = points.map((row) => ({
    row,
    x: x(row.seconds),
    y: y(row.figures[number][0]),
    ends: row.figures[number]
      .slice(1, 3)
      .map((end) => y(end ?? row.figures[number][0]))
      .sort((one, other) => one - other),
  }));
  for (const { x, ends } of places)
    picture.append(draw("line", { class: "whisker thin", x1: x, x2: x, y1: ends[0], y2: ends[1] }));
  for (const { row, x, y } of places)
    picture.append(
      draw("circle", { class: filled.includes(row) ? "dot" : "dot hollow", cx: x, cy: y, r: 5 }),
    );
  const labels = labelled(places, { left, right, top, bottom }, filled),
    fitting = labels.filter((label) => label.fits);
  for (const label of fitting)
    picture.append(
      draw("text", {
        class: filled.includes(label.row) ? "label strong" : "label",
        x: label.x,
        y: label.y,
        "text-anchor": label.anchor,
        text: nameOf(label.row),
      }),
    );
  if (fitting.length === labels.length) return [picture];
  return [
    picture,
    make("figcaption", { class: "note", text: "Names that found no room here are in the table below." }),
  ];
}

const round = (seconds) =>
  seconds >= 1
    ? `${tick(Number(seconds.toPrecision(3)))} s`
    : seconds >= 0.001
      ? `${tick(Number((seconds * 1000).toPrecision(3)))} ms`
      : `${tick(Number((seconds * 1e6).toPrecision(3)))} µs`;

/* Where to write each name so that it covers other names, dots and lines least; those that matter first. */
function labelled(places, frame, first) {
  const taken = places.flatMap(({ x, y, ends }) => [
    [x - 7, y - 7, x + 7, y + 7],
    [x - 1, ends[0], x + 1, ends[1]],
  ]);
  const meets = ([a, b, c, d], [e, f, g, h]) =>
    Math.max(0, Math.min(c, g) - Math.max(a, e)) * Math.max(0, Math.min(d, h) - Math.max(b, f));
  return [...places]
    .sort((one, other) => first.includes(other.row) - first.includes(one.row) || one.y - other.y)
    .map(({ row, x, y }) => {
      const width = nameOf(row).length * 6.7 + 2;
      const tries = [
        [10, 4, "start"],
        [-10, 4, "end"],
        [9, -8, "start"],
        [-9, -8, "end"],
        [9, 17, "start"],
        [-9, 17, "end"],
        [0, -12, "middle"],
        [0, 22, "middle"],
        [9, -20, "start"],
        [-9, -20, "end"],
        [9, 30, "start"],
        [-9, 30, "end"],
      ];
      const choices = tries.map(([across, down, anchor], order) => {
        const begin = x + across - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
        const box = [begin, y + down - 11, begin + width, y + down + 3];
        const outside =
          Math.max(0, frame.left - box[0]) +
          Math.max(0, box[2] - frame.right) +
          Math.max(0, frame.top - 14 - box[1]) +
          Math.max(0, box[3] - frame.bottom);
        return {
          row,
          box,
          x: x + across,
          y: y + down,
          anchor,
          cost: outside * 40 + taken.reduce((sum, other) => sum + meets(box, other), 0) + order * 0.5,
        };
      });
      const best = choices.reduce((one, other) => (other.cost < one.cost ? other : one));
      best.fits = best.cost < width * 1.5 + 8;
      if (best.fits) taken.push(best.box);
      return best;
    });
}
