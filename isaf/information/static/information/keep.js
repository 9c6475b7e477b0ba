// Saves a section while it is filled and says so. The page works without it; the server judges every box again.

const form = document.querySelector("form[data-keep]");
const said = form.querySelector("[data-said]");
const PAUSE = 1200; // milliseconds after the last key
const AGAIN = 8000; // before a save without connection is tried again
let timer = 0;
let running = null;
let isLate = false;

function show(words, isTrouble = false) {
  said.textContent = words;
  said.classList.toggle("missing", isTrouble);
}

/** What is wrong stands beneath its box, what is right again loses its mark. */
function mark(errors) {
  for (const box of form.querySelectorAll("[data-box]")) {
    const wrong = errors[box.dataset.box] || [];
    const list = box.querySelector(".errorlist");
    list.replaceChildren(...wrong.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    list.hidden = !wrong.length;
    box.classList.toggle("wrong", wrong.length > 0);
  }
}

function take(kept) {
  form.elements.seen.value = kept.seen;
  mark(kept.errors);
  for (const [column, sum] of Object.entries(kept.totals)) {
    form.querySelector(`[data-total="${column}"]`).textContent = sum || "–";
  }
  show(kept.said);
}

async function send() {
  show(form.dataset.saving);
  const body = new URLSearchParams(new FormData(form));
  body.delete("once");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const kept = await answer.json();
    if (answer.ok) take(kept);
    else show(kept.problem, true);
  } catch {
    show(form.dataset.waiting, true);
    plan(AGAIN);
  }
}

/** One save at a time: a later one waits and then sends everything that was typed meanwhile. */
async function keep() {
  clearTimeout(timer);
  timer = 0;
  if (running) {
    isLate = true;
    return;
  }
  running = send();
  await running;
  running = null;
  if (isLate) {
    isLate = false;
    keep();
  }
}

function plan(pause = PAUSE) {
  clearTimeout(timer);
  timer = setTimeout(keep, pause);
}

form.addEventListener("input", () => plan());
form.addEventListener("change", () => plan(0));
window.addEventListener("online", () => plan(0));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer) keep();
});
// A button saves the whole page by itself: it waits for a save on its way, so that the mark it sends is the last one.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!running) return;
  event.preventDefault();
  const button = event.submitter;
  isLate = false;
  running.then(() => form.requestSubmit(button));
});
