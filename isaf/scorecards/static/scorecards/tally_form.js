// Helps while a sheet is typed: shows the tables of the chosen criteria, adds up, says at once what cannot be
// right. The page works without it; the server checks everything again.

import { face, median, read, total, write } from "./scoring.js";

const form = document.querySelector("form[data-tally]");
const words = JSON.parse(document.getElementById("tally-words").textContent);
const boxes = () => [...form.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(isSeen);

function isSeen(box) {
  return !box.closest("[hidden]") && !(box.closest("details:not([open])") && !box.closest("summary"));
}

function fill(sentence, facts) {
  return sentence.replace(/%\((\w+)\)s/g, (_, key) => facts[key]);
}

function people(segment) {
  const box = form.querySelector(`input[data-people="${segment}"]`);
  return box ? read(box.value) : null;
}

/** The counts of a row as value -> votes, and whether any box was typed or cannot be read. */
function readRow(row) {
  const counts = {};
  let typed = false;
  let wrong = false;
  for (const box of row.querySelectorAll("input[data-value]")) {
    const number = read(box.value);
    typed ||= number !== null;
    wrong ||= Number.isNaN(number);
    counts[box.dataset.value] = number || 0;
  }
  return { counts, typed, wrong };
}

function say(row, sentence) {
  const sum = row.querySelector("[data-total]");
  row.querySelectorAll("input[data-value]").forEach((box) => {
    if (sentence) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
    box.setCustomValidity(sentence);
  });
  sum.title = sentence;
}

function trouble(segment, row, everyone) {
  const there = people(segment);
  const votes = total(row.counts);
  if (row.wrong) return words.not_a_number;
  if (there !== null && votes > there) {
    return fill(words.too_many, { votes: write(votes, words.zero), people: write(there, words.zero) });
  }
  const above = segment !== "all" && Object.keys(row.counts).some((value) => row.counts[value] > everyone[value]);
  return above ? words.group_too_many : "";
}

function check(section) {
  const rows = [...section.querySelectorAll("tr[data-segment]")];
  if (!rows.length) return;
  const everyone = readRow(rows[0]);
  const sentences = [];
  for (const line of rows) {
    const row = readRow(line);
    line.querySelector("[data-total]").textContent = row.typed ? write(total(row.counts), words.zero) : "";
    const sentence = row.typed ? trouble(line.dataset.segment, row, everyone.counts) : "";
    say(line, sentence);
    if (sentence) sentences.push(`${line.querySelector("th").textContent}: ${sentence}`);
  }
  preview(section, everyone, sentences);
}

function preview(section, everyone, sentences) {
  const place = section.querySelector("[data-preview]");
  place.classList.toggle("errorlist", sentences.length > 0);
  if (sentences.length || !total(everyone.counts)) {
    place.textContent = sentences.join(" ");
    return;
  }
  const there = people("all");
  place.textContent = fill(there === null ? words.no_people : words.result, {
    votes: write(total(everyone.counts), words.zero),
    people: write(there, words.zero),
    median: write(median(everyone.counts).toFixed(1), words.zero, words.point),
    word: words.scale[face(everyone.counts)],
  });
}

function checkAll() {
  form.querySelectorAll("[data-criterion]").forEach(check);
}

/** A group's row is shown when its people were counted, or when it has votes already. */
function showGroups() {
  const counted = [...form.querySelectorAll("input[data-people]")].filter(
    (box) => box.dataset.people !== "all" && box.value.trim(),
  );
  const segments = new Set(counted.map((box) => box.dataset.people));
  form.querySelectorAll("details[data-groups] tr[data-segment]").forEach((row) => {
    if (row.dataset.segment !== "all") row.hidden = !segments.has(row.dataset.segment) && !readRow(row).typed;
  });
  form.querySelectorAll("details[data-groups]").forEach((groups) => {
    if (segments.size) groups.open = true;
  });
}

function showChosen() {
  form.querySelectorAll("input[data-choose]").forEach((tick) => {
    const section = document.getElementById(tick.dataset.choose);
    const typed = [...section.querySelectorAll("tr[data-segment]")].some((row) => readRow(row).typed);
    section.hidden = !tick.checked && !typed;
  });
}

/** Enter goes on to the next box, the arrows go up and down a column: a hand can stay on the numbers. */
function steer(event) {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type === "submit") return;
  if (event.key === "Enter") {
    event.preventDefault();
    const all = boxes();
    all[all.indexOf(box) + 1]?.focus();
  }
  if (!box.dataset.value || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const column = boxes().filter((other) => other.dataset.value === box.dataset.value);
  const next = column[column.indexOf(box) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

form.querySelectorAll("[data-without-script]").forEach((part) => (part.hidden = true));
form.addEventListener("input", (event) => {
  if (event.target.dataset.people) {
    showGroups();
    checkAll();
  }
  const section = event.target.closest("[data-criterion]");
  if (section) check(section);
});
form.addEventListener("change", (event) => {
  if (event.target.dataset.choose) showChosen();
});
form.addEventListener("focusin", (event) => {
  if (event.target.dataset.value) event.target.select();
});
form.addEventListener("keydown", steer);
showChosen();
showGroups();
checkAll();
