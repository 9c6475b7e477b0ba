/* The first screen: what goes on, what is planned, where each sheet stands. */
import { h } from "./dom.js";
import { icon } from "./pictures.js";
import { asFile } from "./send.js";
import { day, language, languageNames, languages, named, number, plain, say } from "./words.js";

export function home(app, deeds) {
  return h("main.wrap.home", { "data-key": "home" }, head(app, deeds), note(app), app.secret ? inside(app, deeds) : outside(deeds));
}

function head(app, deeds) {
  const others = Object.keys(languages).filter((code) => code !== language);
  return h("div.bar", {}, h("h1", {}, say("meetings")),
    h("nav", {}, others.map((code) => h("a", { href: languages[code], lang: code }, languageNames[code])),
      h("button.link", { type: "button", click: () => deeds.go("phone") }, icon("phone"), say("phone"))));
}

function note(app) {
  return app.note ? h("p.note", { role: "status" }, app.note) : null;
}

function outside(deeds) {
  return h("div", {}, h("p.lead", {}, say("welcome")),
    h("button.btn.big", { type: "button", click: () => deeds.go("phone") }, say("sign_in")));
}

function inside(app, deeds) {
  return h("div", {},
    app.newer ? h("div.note", {}, h("p", {}, say("newer")), h("button.btn.alt", { type: "button", click: deeds.takeOver }, say("take_newer"))) : null,
    app.persists === false ? h("p.note.warm", {}, say("not_persisting")) : null,
    open(app, deeds), outbox(app, deeds), planned(app, deeds));
}

/** Meetings that were begun and are not finished. */
function open(app, deeds) {
  const states = app.states.filter((state) => !state.finished);
  if (!states.length) return null;
  return h("section", {}, h("h2", {}, say("going_on")), states.map((state) => {
    const draft = app.drafts.find((one) => one.id === state.id);
    return card(draft, h("button.btn.big", { type: "button", click: () => deeds.go("meeting", draft.id) }, say("go_on")), say("on_this_phone"));
  }));
}

function card(draft, button, words) {
  return h("article.card", { "data-key": draft.id }, h("h3", {}, titleOf(draft)), h("p.quiet", {}, placeOf(draft.meeting)), words ? h("p.chip", {}, words) : null, button);
}

export function titleOf(draft) {
  const name = named(draft.facility.names);
  return draft.meeting.kind === "self_assessment" ? say("staff_of", { name }) : name;
}

export function placeOf(meeting) {
  const where = [meeting.village ? named(meeting.village.names) : "", meeting.place].filter(Boolean);
  return [...where, day(meeting.planned_on)].join(" · ");
}

/** Planned meetings of the kit that were not begun here. */
function planned(app, deeds) {
  if (!app.kit) {
    return h("section", {}, h("h2", {}, say("planned")), h("p.empty", {}, say("no_kit")),
      h("button.btn", { type: "button", click: () => deeds.go("phone") }, say("choose_places")));
  }
  const taken = app.drafts.map((draft) => draft.meeting.id);
  const all = app.kit.meetings.filter((meeting) => meeting.state === "planned" && !taken.includes(meeting.id));
  const told = (meeting) => named(app.kit.facilities.find((one) => one.slug === meeting.facility).names);
  const found = all.filter((meeting) => plain(told(meeting) + placeOf(meeting)).includes(plain(app.find)));
  const shown = found.slice(0, 30);
  return h("section", {}, h("h2", {}, say("planned")),
    all.length > 6 ? h("input", { type: "search", "aria-label": say("search"), placeholder: say("search"), value: app.find, input: (event) => deeds.find(event.target.value) }) : null,
    shown.map((meeting) => {
      const facility = app.kit.facilities.find((one) => one.slug === meeting.facility);
      const start = h("button.btn", { type: "button", click: () => deeds.start(app.kit, meeting) }, say("begin"));
      return card({ id: meeting.id, meeting, facility }, start, "");
    }),
    found.length > shown.length ? h("p.quiet", {}, say("more_planned", { n: number(found.length - shown.length) })) : null,
    shown.length ? null : h("p.empty", {}, say("none_planned")));
}

function outbox(app, deeds) {
  if (!app.outbox.length) return null;
  const rows = app.outbox.slice().sort((a, b) => b.at - a.at);
  const waiting = rows.some((one) => !one.receipt);
  return h("section", {}, h("h2", {}, say("sheets")), rows.map((one) => sheet(one, app, deeds)),
    h("div.btns", {},
      h("button.btn", { type: "button", disabled: app.busy, click: () => deeds.send() }, app.busy ? say("sending") : waiting ? say("send_now") : say("ask_now")),
      waiting ? h("button.btn.alt", { type: "button", click: save }, icon("down"), say("save_file")) : null));
}

function sheet(one, app, deeds) {
  const draft = app.drafts.find((each) => each.id === one.id);
  const [kind, words] = standing(one);
  const question = one.review && one.review.state === "returned" ? one.review.question : "";
  return h("article.card", { "data-key": one.id }, h("h3", {}, titleOf(draft)), h("p.quiet", {}, placeOf(draft.meeting)),
    h("p.chip." + kind, {}, icon(kind === "done" ? "check" : kind === "late" ? "alert" : "clock"), words),
    one.receipt ? h("p.quiet", {}, say("receipt", { number: one.receipt })) : null,
    (one.problems || []).map((problem) => h("p", {}, named(problem.text))),
    question ? h("p.note.warm", {}, question) : null,
    question && !one.answered ? h("button.btn", { type: "button", click: () => deeds.answer(one.id) }, say("answer")) : null);
}

/** Where a sheet stands: the look of its chip, and the words. */
export function standing(one) {
  if (one.review && one.review.state === "returned") return one.answered ? ["rest", say("answered")] : ["late", say("sent_back")];
  if (one.review && one.review.state === "approved") return ["done", say("approved")];
  if (one.receipt && one.state === "accepted") return ["done", say("received")];
  if (one.receipt && one.state === "kept") return ["done", say("received_kept")];
  if (one.receipt) return ["late", say("received_apart")];
  if (one.refused) return ["late", say("refused")];
  if (one.why === "unknown") return ["late", say("waits_unknown")];
  return ["way", one.why === "strange" ? say("waits_strange") : say("waits_phone")];
}

async function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await asFile());
  link.download = "isaf-sheets.json";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
