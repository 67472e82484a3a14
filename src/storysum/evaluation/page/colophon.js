/* What does not change: what the columns say, and what all of it was made with. */

const sizeOf = () => count(data.articles.length, "article");

function drawOnce() {
  at("kicker").textContent = [
    "storysum",
    count(data.backends.length, "backend"),
    `corpus ${data.corpus}, ${sizeOf()}`,
    data.lengths.join(", "),
  ].join(" · ");
  show(at("columns"), explanations());
  show(
    at("colophon"),
    madeWith(),
    make("div", { class: "halves" }, [
      make(
        "div",
        {},
        signatures(
          "Backends",
          data.backends.map((backend) => backend.signature),
        ),
      ),
      make(
        "div",
        {},
        signatures("Metrics", data.metrics),
        make("h3", { text: "Where the time went" }),
        times(),
      ),
    ]),
  );
}

function explanations() {
  const way = (column) => (column.better ? ` ${capital(column.better)} is better.` : "");
  const missed =
    "A summary that failed counts as a full miss: 0 where higher is better, 100 where lower is. " +
    "What could not be scored (no reference, no quotation) is in no mean.";
  return [
    data.columns.map((column) => [
      make("dt", { text: `${column.title}${arrow(column)}` }),
      make("dd", { text: column.about + way(column) }),
    ]),
    make("dt", { text: "In all of them" }),
    make("dd", { text: missed }),
    data.lengths
      .filter((length) => data.left[length].length)
      .map((length) => [
        make("dt", { text: `Of the ${length}` }),
        make("dd", { text: data.left[length].join(" ") }),
      ]),
  ];
}

function madeWith() {
  const versions = Object.entries(data.versions).map(([name, version]) => `${name} ${version}`);
  const intervals =
    data.articles.length < 2
      ? "No intervals: they need two articles or more."
      : `Intervals: ${percent()}, paired percentile bootstrap over the articles, ${data.resamples} resamples, ` +
        `seed ${data.seed}. No correction is made for looking at many pairs: of twenty pairs that do not differ, ` +
        "about one will seem to.";
  const checksum = make("code", { text: data.checksum.slice(0, 16) });
  return [
    make("p", {}, `Corpus ${data.corpus}, ${sizeOf()}, checksum `, checksum, "."),
    make("p", { text: intervals }),
    make("p", { text: `Versions: ${versions.join(", ")}.` }),
  ];
}

const signatures = (title, all) => [
  make("h3", { text: title }),
  make(
    "ul",
    { class: "signatures" },
    all.map((one) => make("li", {}, make("code", { text: one }))),
  ),
];

function times() {
  const seconds = { ...data.timing, rendering: Number(at("made").dataset.rendering) };
  const whole = Object.values(seconds).reduce((sum, one) => sum + one, 0);
  const rows = Object.entries(seconds).map(([name, one]) =>
    make("tr", {}, [
      th("row", {}, capital(name)),
      make("td", { class: "number", text: `${one.toFixed(2)} s` }),
      make("td", { class: "number", text: whole ? `${Math.round((100 * one) / whole)} %` : "–" }),
    ]),
  );
  const heads = ["Step", "Time", "Share"].map((head, place) =>
    th("col", { class: place ? "number" : null }, head),
  );
  return table("Seconds of work, over all processes", make("tr", {}, heads), rows);
}
