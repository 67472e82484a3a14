// What is asked, and of whom. Whatever a story holds is set as text, never as markup.
import { show, lit } from "./story.js";
import { draw } from "./tree.js";

const SAMPLE = `Glass Orchard sell their van

The Glass Orchard, who founded their own label in a bakery in Goole, sold the van on Monday that had carried them for eleven years.

“It has never once started in the rain,” said Petra Holm, the band’s drummer. She bought it from a florist in 2013 for less than a guitar amplifier costs.

The band will play forty towns by train this autumn. Odo Lind, who plays the bass, has measured the luggage racks of three railway companies and found that none of them takes a bass drum.

“We shall send the drum by post,” he said, “and hope that it gets there before we do.” But the first concert, which was to open the new hall in Whitby, has been moved to Saturday because the drum went to Whitchurch.

Sign up for our newsletter`;

const one = (selector) => document.querySelector(selector);
const status = one("#status");
let source = null; // what is summarized: {text}, or {file}
let running = null;
let sentence = null;

const kept = new URLSearchParams(location.hash.slice(1)).get("token");
if (kept) {
  sessionStorage.setItem("token", kept);
  history.replaceState(null, "", location.pathname);
}

function tell(message, failed = false) {
  status.textContent = message;
  status.classList.toggle("failed", failed);
}

async function ask(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  const token = sessionStorage.getItem("token");
  if (token) headers.Authorization = `Bearer ${token}`;
  const sent = body === undefined ? { headers, signal } : { method: "POST", headers, signal, body: JSON.stringify(body) };
  const answer = await fetch(path, sent);
  if (answer.status === 401) {
    one("#token-row").hidden = false;
    one("#token").focus();
  }
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error.message);
  return found;
}

// Whatever goes wrong is told in one place.
async function tried(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name !== "AbortError") tell(error.message, true);
    return null;
  }
}

function take(found, name) {
  source = found;
  one("#source").hidden = !name;
  one("#source").textContent = name ? `The story is ${name}. Typing above takes its place.` : "";
  one("#given-name").textContent = name ? `Story: ${name}` : "Story";
}

async function takeFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 32768) letters += String.fromCharCode(...bytes.subarray(at, at + 32768));
  one("#text").value = "";
  take({ file: { name: file.name, data: btoa(letters) } }, file.name);
  await summarize();
}

const ticked = () => [...document.querySelectorAll("#backends input:checked")].map((box) => box.value);

async function summarize({ quiet = false } = {}) {
  if (one("#text").value.trim()) source = { text: one("#text").value };
  if (!source) return tell("Paste a story, drop a file or give an address first.", true);
  if (!ticked().length) return tell("Tick a backend first.", true);
  running?.abort();
  running = new AbortController();
  const budgets = {};
  for (const slider of document.querySelectorAll("#budgets input")) budgets[slider.name] = { words: Number(slider.value) };
  const begun = performance.now();
  tell("Reading …");
  const view = await tried(() => ask("view", { ...source, backends: ticked(), budgets }, running.signal));
  if (!view) return;
  show(view, { parse, tell });
  one("#found").hidden = false;
  const count = new Set(view.story.flatMap((block) => block.parts.map((part) => part.sentence)).filter((n) => n !== null)).size;
  tell(`${count} sentences read, in ${((performance.now() - begun) / 1000).toFixed(2)} s.`);
  if (!quiet) {
    one("#sentence").hidden = true;
    one("#given").open = false;
    one("#results").focus({ preventScroll: true });
  }
}

// A sentence, its tree, and what shorten makes of it under a cap.
async function parse(text, words = null) {
  const found = await tried(() => ask("shorten", { sentence: text, words }));
  if (!found) return;
  const again = sentence !== text;
  sentence = text;
  const slider = one("#cut-words");
  const all = text.split(/\s+/).filter(Boolean).length;
  slider.max = Math.max(4, all);
  slider.value = words ?? all;
  one("#cut-output").textContent = words ?? "no cap";
  one("#cut").textContent = found.summary.text || found.summary.shortfall;
  one("#cut").classList.toggle("failed", !found.summary.text);
  one("#cut-note").textContent = `${all} words, ${found.summary.text.split(/\s+/).filter(Boolean).length} kept`;
  draw(one("#tree"), found.parse);
  one("#sentence").hidden = false;
  if (again) {
    one("#sentence").scrollIntoView({ block: "nearest" });
    one("#sentence").focus({ preventScroll: true });
  }
}

let timer;
const soon = (work) => (clearTimeout(timer), (timer = setTimeout(work, 200)));

one("#ask").addEventListener("submit", (event) => (event.preventDefault(), summarize()));
one("#text").addEventListener("input", () => take(null, ""));
one("#file").addEventListener("change", (event) => event.target.files[0] && tried(() => takeFile(event.target.files[0])));
one("#sample").addEventListener("click", () => (take(null, ""), (one("#text").value = SAMPLE), summarize()));
one("#fetch").addEventListener("click", async () => {
  tell("Fetching …");
  const url = one("#url").value.trim();
  const file = await tried(() => ask("fetch", { url }));
  if (!file) return;
  one("#text").value = "";
  take({ file }, file.url);
  await summarize();
});
one("#url").addEventListener("keydown", (event) => {
  if (event.key === "Enter") (event.preventDefault(), one("#fetch").click());
});
one("#token").addEventListener("change", (event) => (sessionStorage.setItem("token", event.target.value.trim()), start()));
one("#budgets").addEventListener("input", (event) => {
  event.target.nextElementSibling.textContent = event.target.value;
  if (source) soon(() => summarize({ quiet: true }));
});
one("#backends").addEventListener("change", () => {
  const full = ticked().length >= 4;
  for (const box of document.querySelectorAll("#backends input")) box.disabled = full ? !box.checked : false;
  if (source && ticked().length) soon(() => summarize({ quiet: true }));
});
one("#cut-words").addEventListener("input", (event) => {
  one("#cut-output").textContent = event.target.value;
  soon(() => parse(sentence, Number(event.target.value)));
});
one("#uncap").addEventListener("click", () => parse(sentence));
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    one("#text").classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files[0]) tried(() => takeFile(event.dataTransfer.files[0]));
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") lit([]);
});

async function start() {
  const found = await tried(() => ask("backends"));
  if (!found) return;
  one("#token-row").hidden = true;
  tell("");
  one("#backends .ticks").replaceChildren(
    ...found.backends.map((name) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      Object.assign(box, { type: "checkbox", value: name, checked: name === "blend" || name === "textrank" });
      label.append(box, name);
      return label;
    }),
  );
}
start();
