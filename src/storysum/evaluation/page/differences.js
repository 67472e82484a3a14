/* Two backends, article by article, from where the first does best to where it does worst: the way to an article. */

const titled = (article) => `${article + 1}. ${articles[article].label}`;
const cellOf = (state, article, backend) => articles[article].cells[state.length][backend];
const figureOf = (cell, column) => cell?.figures[report.columns.indexOf(column)] ?? null;

function drawDifferences(state, column) {
  const { first, against } = state;
  const quiet = (text) => {
    show(at("differences-lede"), text);
    show(at("each"));
  };
  if (!column) return quiet("Nothing that has a good direction was measured at this length.");
  if (first === against)
    return quiet(`${first} is compared with itself: choose another backend here, or another to compare with.`);
  const overall = pair(first, against, state.length, column);
  if (!overall) return quiet(`There is no article on which both ${first} and ${against} have a ${column.title}.`);
  const { difference, wins, ties, losses } = overall;
  const amount = `${signed(difference * column.scale, column.digits)} ${interval(overall, column, signed)}`.trim();
  show(
    at("differences-lede"),
    `In ${column.title}, ${first} is better on ${count(wins, "article")}, equal on ${ties} and worse on ${losses}. ` +
      `Overall, ${first} less ${against} is ${amount}: ${verdict(overall, first)}.`,
  );
  const heads = [
    th("col", "", "Article"),
    ...[first, against, "Difference"].map((name) => th("col", "number", name)),
  ];
  const rows = differences(state, column).map(({ article, one, other, by }) =>
    make("tr", {}, [
      th("row", "article", linkTo(article, state)),
      td("number", figure(one, column)),
      td("number", figure(other, column)),
      td("number", by === null ? "–" : signed(by * column.scale, column.digits)),
    ]),
  );
  const caption = `${column.title} by article: ${first} and ${against}, ${kindOf(state.length)}`;
  show(at("each"), table(caption, heads, rows, "each"));
}

/* Both figures of each article and their difference, the first's best article first; what lacks a figure is last. */
function differences(state, column) {
  const sign = column.better === "lower" ? -1 : 1;
  const rows = articles.map((_, article) => {
    const [one, other] = [state.first, state.against].map((name) => figureOf(cellOf(state, article, name), column));
    return { article, one, other, by: one === null || other === null ? null : one - other };
  });
  const key = (row) => (row.by === null ? Infinity : -sign * row.by);
  return rows.sort((one, other) => key(one) - key(other) || one.article - other.article);
}

/* To an article, with the two backends that are compared. */
function linkTo(article, state) {
  const wanted = { article, show: [...new Set([state.first, state.against])] };
  const click = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(wanted);
    go("story");
  };
  const href = written({ ...state, ...wanted });
  return make("a", { href, dir: "auto", "data-key": `to ${article}`, on: { click } }, titled(article));
}
