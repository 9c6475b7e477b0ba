/* The app: what is open now, one deed after the other, and the screen that shows it. */
import { h, morph } from "./dom.js";
import { again, begun, sheetOf, stepsOf } from "./meeting.js";
import { flush, signIn, takeKit, takePlaces } from "./send.js";
import { advance, persist, read, readAll, Stale, write } from "./store.js";
import { languages, say, today } from "./words.js";
import { home } from "./home.js";
import { phone } from "./phone.js";
import { meetingScreen } from "./steps.js";

const root = document.getElementById("app");
const app = { view: "home", draft: null, state: null, note: "", busy: false, find: "", newer: null };
let line = Promise.resolve();

/** One deed after the other; whatever fails is said on the screen and nothing else is lost. */
function inLine(deed) {
  line = line.then(deed).catch(async (error) => {
    if (error instanceof Stale && app.draft) {
      app.state = await read("states", app.draft.id);
      app.note = say("other_window");
    } else {
      app.note = say("not_kept");
      console.error(error);
    }
    await draw();
  });
  return line;
}

/** Change the meeting: the copy is changed, then on disk, and only then does the screen move. */
function act(change, more = null) {
  return inLine(async () => {
    if (!app.state || app.state.finished) return;
    const next = JSON.parse(JSON.stringify(app.state));
    change(next);
    app.state = await advance(next, more ? more(next) : []);
    await draw();
  });
}

/** Look at something else; where one was is kept too. */
function go(view, id = null) {
  return inLine(async () => {
    await write([["keep", "at", { view, id }]]);
    await stand(view, id);
    await draw();
    window.scrollTo(0, 0);
  });
}

async function stand(view, id) {
  app.note = "";
  app.find = "";
  app.draft = id ? (await read("drafts", id)) || null : null;
  app.state = id ? (await read("states", id)) || null : null;
  app.view = id && !app.state ? "home" : view;
}

const deeds = {
  act,
  go,
  find(text) {
    app.find = text;
    return inLine(draw);
  },
  start(kit, meeting) {
    return inLine(async () => {
      const { draft, state } = begun(kit, meeting, today());
      await advance(state, [["drafts", draft.id, draft], ["keep", "at", { view: "meeting", id: draft.id }]]);
      await stand("meeting", draft.id);
      await draw();
    });
  },
  answer(id) {
    return inLine(async () => {
      const made = again(await read("drafts", id), await read("states", id));
      const old = await read("outbox", id);
      const outbox = ["outbox", id, { ...old, answered: made.draft.id }];
      await advance(made.state, [["drafts", made.draft.id, made.draft], outbox, ["keep", "at", { view: "meeting", id: made.draft.id }]]);
      await stand("meeting", made.draft.id);
      await draw();
    });
  },
  drop(id) {
    return inLine(async () => {
      await write([["drafts", id, undefined], ["states", id, undefined], ["keep", "at", { view: "home", id: null }]]);
      await stand("home", null);
      await draw();
    });
  },
  async step(by) {
    const steps = stepsOf(app.draft);
    const at = steps.indexOf(app.state.step) + by;
    if (at < 0) return go("home");
    app.find = "";
    await act((state) => {
      state.step = steps[at];
      state.at = 0;
    });
    return window.scrollTo(0, 0);
  },
  async finish() {
    const { draft } = app;
    await act((state) => {
      state.finished = true;
      state.ballot = null;
      state.taps = [];
    }, (next) => [["outbox", draft.id, { id: draft.id, sheet: sheetOf(draft, next), at: Date.now(), tries: 0, next: 0, asked: 0 }]]);
    await go("home");
    return quietly();
  },
  send() {
    return busily(() => flush(true));
  },
  async kit(areas) {
    await busily(async () => {
      await takePlaces();
      const told = await takeKit(areas);
      app.note = say("kit_" + told);
    });
  },
  async signIn(secret) {
    await busily(async () => {
      app.note = say("sign_" + (await signIn(secret)));
      app.persists = undefined;
    });
  },
  takeOver() {
    if (app.newer) app.newer.postMessage("take over");
  },
};

/** Send without being asked: no button is shut meanwhile, so that no tap is lost. */
async function quietly(insist = false) {
  await flush(insist);
  await inLine(draw);
}

async function busily(deed) {
  app.busy = true;
  await inLine(draw);
  try {
    await deed();
  } finally {
    app.busy = false;
    await inLine(draw);
  }
}

async function everything() {
  const [kit, places, secret, drafts, states, outbox] = await Promise.all([
    read("keep", "kit"), read("keep", "places"), read("keep", "secret"), readAll("drafts"), readAll("states"), readAll("outbox")]);
  return { kit, places: places || [], secret, drafts, states, outbox };
}

async function draw() {
  const screens = { home, phone, meeting: meetingScreen };
  const kept = app.view === "meeting" ? {} : await everything();
  if (kept.secret && app.persists === undefined) app.persists = await persist();
  const fresh = h("div", { id: "app" }, screens[app.view]({ ...app, ...kept }, deeds));
  morph(root, fresh);
}

/** The secret comes behind the hash of the address, which no server sees, and leaves the address at once. */
async function secretFromAddress() {
  const found = /^#secret=([\w-]+)$/.exec(location.hash);
  if (!found) return;
  history.replaceState(null, "", location.pathname);
  await write([["keep", "at", { view: "phone", id: null }]]);
  await stand("phone", null);
  await deeds.signIn(found[1]);
}

async function workers() {
  if (!navigator.serviceWorker) return;
  const taken = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => taken && app.newer && location.reload());
  for (const home of Object.values(languages)) {
    const worker = await navigator.serviceWorker.register(home + "worker.js", { scope: home }).catch(() => null);
    if (worker && home === location.pathname) watch(worker);
  }
}

function watch(worker) {
  const ready = () => {
    if (!worker.waiting || !navigator.serviceWorker.controller) return;
    app.newer = worker.waiting;
    inLine(draw);
  };
  ready();
  worker.addEventListener("updatefound", () => worker.installing && worker.installing.addEventListener("statechange", ready));
}

async function open() {
  const at = (await read("keep", "at")) || { view: "home", id: null };
  await stand(at.view, at.id);
  await draw();
  window.addEventListener("hashchange", secretFromAddress);
  window.addEventListener("online", () => setTimeout(() => quietly(true), 2000 * Math.random()));
  document.addEventListener("visibilitychange", () => document.hidden || quietly());
  setInterval(quietly, 60000);
  await secretFromAddress();
  await workers();
  if (await read("keep", "secret")) await quietly();
}

open().catch((error) => {
  console.error(error);
  root.textContent = say("cannot_open");
});
