/* What the data says: whose row it is, how two compare, which is best. */

const ARROWS = { higher: "↑", lower: "↓" };
const arrow = (column) => (column.better ? `\u00a0${ARROWS[column.better]}` : "");
const partOf = (row) => data.backends[row.backend].part;
const nameOf = (row) => data.backends[row.backend].name;
const percent = () => `${Number((data.level * 100).toPrecision(6))}\u00a0%`;
const rowsOf = (state) => data.boards[state.length].rows;

/* One backend less another, as the first sees it: difference, low, high, wins, ties, losses, verdict. */
function pair(first, second, length, column) {
  const count = data.backends.length,
    [low, high] = first < second ? [first, second] : [second, first];
  const found = data.pairs[length][column.name]?.[low * count - (low * (low + 1)) / 2 + high - low - 1];
  if (first === second || !found) return null;
  if (first < second) return found;
  const turn = (number) => (number === null ? null : -number);
  return [turn(found[0]), turn(found[2]), turn(found[1]), found[5], found[4], found[3], -found[6]];
}

function sorted(rows, column) {
  const sign = data.columns[column].better === "lower" ? 1 : -1;
  const key = (row) => (row.figures[column] ? sign * row.figures[column][0] : Infinity);
  return rows
    .map((row, place) => [row, place])
    .sort(([one, i], [other, j]) => key(one) - key(other) || i - j)
    .map(([row]) => row);
}

function backendHead(row, state) {
  const part = partOf(row) && make("span", { class: "part", text: partOf(row) });
  return th(
    "row",
    { class: row.backend === state.against ? "against" : null },
    make("span", { class: "name", text: nameOf(row) }),
    part && " ",
    part,
  );
}

const titled = (article) => `${article + 1}. ${data.articles[article].label}`;
const cellOf = (state, article, backend) =>
  data.articles[article].cells[data.lengths.indexOf(state.length)][backend];

/* The axis that all rows share: of those that compete, since the ceiling may be far off. */
function axis(rows, number) {
  const figures = rows
    .filter((row) => partOf(row) !== "ceiling" && row.figures[number])
    .map((row) => row.figures[number]);
  const ends = figures.flatMap(([score, low, high]) => [score, low ?? score, high ?? score]);
  if (!ends.length) return [0, 1];
  const low = Math.min(...ends),
    high = Math.max(...ends),
    room = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - room, high + room];
}
