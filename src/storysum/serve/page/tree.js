// A sentence's tree: a word a line in the order of the sentence, further in the deeper it hangs.
const SPACE = "http://www.w3.org/2000/svg";
const [ROW, STEP, LEFT, BAR] = [24, 20, 46, 32];

function shape(name, given, text) {
  const found = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(given)) found.setAttribute(key, value);
  if (text !== undefined) found.textContent = text;
  return found;
}

export function draw(box, words) {
  if (!words.length) {
    box.replaceChildren("Only English sentences are parsed.");
    return;
  }
  const x = (word) => LEFT + words[word].depth * STEP;
  const y = (word) => word * ROW + ROW / 2;
  const width = Math.max(...words.map((word, at) => x(at) + word.word.length * 9 + (word.relation.length + word.pos.length) * 7 + 40));
  const told = `The tree of ${words.length} words; ${words.filter((word) => word.kept).length} are kept.`;
  const svg = shape("svg", { width, height: words.length * ROW, role: "img" });
  svg.append(shape("title", {}, told));
  words.forEach((word, at) => {
    if (word.head) {
      const from = x(word.head - 1) + 5;
      const start = y(word.head - 1) + (at > word.head - 1 ? 9 : -9);
      svg.append(shape("path", { d: `M${from},${start}V${y(at)}H${x(at) - 3}` }));
    }
    svg.append(shape("rect", { class: "track", x: 0, y: y(at) - 3, width: BAR, height: 6 }));
    const keep = shape("rect", { class: "keep", x: 0, y: y(at) - 3, width: (BAR * word.keep).toFixed(1), height: 6 });
    keep.append(shape("title", {}, `keep: ${Math.round(word.keep * 100)} %`));
    const label = shape("text", { x: x(at), y: y(at) + 5 });
    label.append(shape("tspan", word.kept ? {} : { class: "dropped" }, word.word));
    label.append(shape("tspan", { class: "relation", dx: 8 }, word.pos === "PUNCT" ? word.relation : `${word.relation} ${word.pos.toLowerCase()}`));
    svg.append(keep, label);
  });
  const lines = words.map((word) => `${word.word}: ${word.relation} of ${word.head ? words[word.head - 1].word : "nothing"}, ${word.kept ? "kept" : "left out"}`);
  const spoken = document.createElement("p");
  spoken.className = "unseen";
  spoken.textContent = lines.join("; ");
  box.replaceChildren(svg, spoken);
}
