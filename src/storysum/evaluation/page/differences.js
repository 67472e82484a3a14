/* Two backends, article by article, where they differ most first: the way to an article. */

const titled = (article) => `${article + 1}. ${data.articles[article].label}`;
const cellOf = (state, article, backend) => data.articles[article].cells[data.lengths.indexOf(state.length)][backend];

function drawDifferences(state, number) {
  const column = data.columns[number];
  const [first, second] = [state.first, state.against].map((backend) => data.backends[backend].name);
  const quiet = (text) => {
    show(at("differences-lede"), text);
    show(at("each"));
  };
  if (!column) return quiet("Nothing that has a good direction was measured at this length.");
  if (first === second)
    return quiet(`${first} is compared with itself: choose another backend here, or another to compare with.`);
  const overall = pair(state.first, state.against, state.length, column);
  if (!overall) return quiet(`There is no article on which both ${first} and ${second} have a ${column.title}.`);
  const [by, low, high, wins, ties, losses, better] = overall;
  const unsure = low === null ? "too few articles for an interval" : "no difference shown";
  const verdict = better ? `${better > 0 ? first : second} is better` : unsure;
  const amount = `${signed(by * column.scale, column.digits)} ${interval(low, high, column, signed)}`.trim();
  show(
    at("differences-lede"),
    `In ${column.title}, ${first} is better on ${count(wins, "article")}, equal on ${ties} ` +
      `and worse on ${losses}. Overall, ${first} less ${second} is ${amount}: ${verdict}.`,
  );
  const heads = [
    th("col", "", "Article"),
    ...[first, second, "Difference"].map((name) => th("col", "number", name)),
  ];
  const rows = differences(state, number, column).map(({ article, one, other, by }) =>
    make("tr", {}, [
      th("row", "article", linkTo(article, state)),
      td("number", figure(one, column)),
      td("number", figure(other, column)),
      td("number", by === null ? "–" : signed(by * column.scale, column.digits)),
    ]),
  );
  const caption = `${column.title} by article: ${first} and ${second}, ${kindOf(state.length)}`;
  show(at("each"), table(caption, heads, rows, "each"));
}

/* Both figures of each article and their difference, the best of the first backend first; what lacks one is last. */
function differences(state, number, column) {
  const sign = column.better === "lower" ? -1 : 1;
  const rows = data.articles.map((_, article) => {
    const [one, other] = [state.first, state.against].map(
      (backend) => cellOf(state, article, backend)?.figures[number] ?? null,
    );
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
