/* A meeting: one frame for every step, and the steps in which facts are noted. */
import { h } from "./dom.js";
import { chosen, hasVotes, isStaff, setPeople, stepsOf, wordingOf } from "./meeting.js";
import { face, icon } from "./pictures.js";
import { ballotScreen } from "./ballot.js";
import { choosing, proposing } from "./choose.js";
import { faults } from "./rule.js";
import { scoring } from "./score.js";
import { showing, talking } from "./show.js";
import { placeOf, titleOf } from "./home.js";
import { day, named, number, say, shifted, today, typedNumber } from "./words.js";

const SCREENS = { begin, people, before, propose: proposing, choose: choosing, score: scoring, show: showing, talk: talking, check };

export function meetingScreen(app, deeds) {
  const { draft, state } = app;
  if (state.ballot) return ballotScreen(app, deeds);
  const steps = stepsOf(draft);
  const at = steps.indexOf(state.step);
  const { body, next } = SCREENS[state.step](app, deeds);
  return h("main.wrap.meeting", { "data-key": state.step + (state.step === "score" || state.step === "show" || state.step === "talk" ? state.at : "") },
    h("div.bar", {}, h("button.link", { type: "button", click: () => deeds.step(-1) }, icon("back"), at ? say("back") : say("meetings")),
      h("span.quiet", {}, say("step", { n: number(at + 1), of: number(steps.length) })), h("span.kept", {}, icon("check"), say("on_this_phone"))),
    h("progress", { max: steps.length, value: at + 1, "aria-label": say("step", { n: number(at + 1), of: number(steps.length) }) }),
    app.note ? h("p.note.warm", { role: "alert" }, app.note) : null,
    body,
    next === null ? null : h("div.onward", {}, next || h("button.btn.big", { type: "button", click: () => deeds.step(1) }, say("next"))));
}

function choices(name, options, now, deed, isShut = false) {
  return h("div.choices", { role: "radiogroup" }, options.map(([value, words]) => h("label", {},
    h("input", { type: "radio", name, value, checked: now === value, disabled: isShut, change: () => deed(value) }), h("span", {}, words))));
}

/** Day, way of scoring, whether officials are there. */
function begin({ draft, state }, deeds) {
  const set = (key) => (value) => deeds.act((next) => {
    next[key] = value;
  });
  const ready = state.held_on <= today() && state.officials;
  const body = h("div", {}, h("h1", {}, titleOf(draft)), h("p.quiet", {}, placeOf(draft.meeting)),
    h("div.field", {}, h("p.label", {}, say("day")), h("div.count.day", {},
      h("button.round", { type: "button", "aria-label": say("day_before"), click: () => set("held_on")(shifted(state.held_on, -1)) }, "−"),
      h("output", {}, day(state.held_on)),
      h("button.round", { type: "button", "aria-label": say("day_after"), disabled: state.held_on >= today(), click: () => set("held_on")(shifted(state.held_on, 1)) }, "+"))),
    isStaff(draft) ? h("p", {}, say("staff_agree")) : [
      h("fieldset.field", {}, h("legend", {}, say("how_scored")),
        choices("method", ["secret", "phone", "hands"].map((one) => [one, say("method_" + one)]), state.method, set("method"), hasVotes(state)),
        state.method === "hands" ? h("p.note.warm", {}, say("hands_only")) : null),
      h("fieldset.field", {}, h("legend", {}, say("officials")),
        choices("officials", ["none", "left", "stayed"].map((one) => [one, say("officials_" + one)]), state.officials, set("officials"))),
    ],
    h("details", {}, h("summary", {}, say("begun_by_mistake")), h("button.btn.alt", { type: "button", click: () => deeds.drop(draft.id) }, say("drop"))));
  return { body, next: ready ? undefined : h("p.quiet", {}, say("begin_first")) };
}

/** How many people of each group; null is "not collected", which is not nought. */
function people({ draft, state }, deeds) {
  const body = h("div", {}, h("h1", {}, isStaff(draft) ? say("staff_here") : say("who_is_here")), isStaff(draft) ? null : h("p", {}, say("people_help")),
    draft.form.segments.filter((group) => group.id === "all" || !isStaff(draft)).map((group) => head(group, state.people[group.id], deeds)));
  return { body, next: state.people.all ? undefined : h("p.quiet", {}, say("people_first")) };
}

function head(group, n, deeds) {
  const set = (value) => deeds.act((next) => setPeople(next, group.id, value));
  const more = (by) => deeds.act((next) => setPeople(next, group.id, (next.people[group.id] || 0) + by));
  return h("div.count", { "data-key": group.id, "data-group": group.id },
    h("div.what", {}, h("b", {}, named(group.names)), n === null && group.id !== "all" ? h("span.quiet", {}, say("not_collected")) : null,
      n !== null && group.id !== "all" ? h("button.link", { type: "button", click: () => set(null) }, say("do_not_collect")) : null),
    h("button.round", { type: "button", "aria-label": say("less"), disabled: !n, click: () => more(-1) }, "−"),
    h("input", { inputmode: "numeric", "aria-label": named(group.names), value: n === null ? "" : number(n), placeholder: "–",
      input: (event) => set(typedNumber(event.target.value)) }),
    h("button.round", { type: "button", "aria-label": say("more"), click: () => more(1) }, "+"));
}

/** Last year's scores, and what became of what was agreed. */
function before({ draft }) {
  const last = draft.last;
  const body = h("div", {}, h("h1", {}, say("last_year")),
    last ? [h("p.quiet", {}, say("scores_of", { year: number(last.year) })),
      h("ul.plain", {}, last.criteria.map((one) => h("li.scored", {}, face(one.face, draft.form.scale),
        h("span", {}, h("b", {}, named(one.names)), h("span.quiet", {}, wordOf(one.face, draft.form), " · ", say("n_people", { n: number(one.n) }))))))] : h("p.nothing", {}, say("no_last_year")),
    h("h2", {}, say("agreed_actions")),
    draft.actions.length ? h("ul.plain", {}, draft.actions.map((one) => h("li.card", { lang: one.language }, h("p", {}, one.title),
      h("p.chip." + lookOf(one.status), {}, icon(one.status === "completed" ? "check" : "clock"), say("status_" + one.status)),
      h("p.quiet", {}, say("until", { day: day(one.due_on) }))))) : h("p.nothing", {}, say("no_actions")));
  return { body };
}

export function wordOf(value, form) {
  const one = form.scale.find((each) => each.value === value);
  return one ? named(one.names) : "";
}

function lookOf(status) {
  return { completed: "done", in_progress: "way", referred: "referred" }[status] || "rest";
}

/** Everything once more, and what cannot be right, each with the way back to it. */
function check({ draft, state }, deeds) {
  const found = faults(state, draft.form);
  const back = (step) => deeds.act((next) => {
    next.step = stepsOf(draft).includes(step) ? step : "score";
    next.at = 0;
  });
  const facts = (one) => ({ ...one, group: one.group ? named(one.group.names) : "", criterion: one.criterion ? named(wordingOf(draft, one.criterion)) : "", n: number(one.n) });
  const body = h("div", {}, h("h1", {}, say("check")),
    h("dl.pairs", {}, pair(say("facility"), titleOf(draft)), pair(say("day"), day(state.held_on)), isStaff(draft) ? null : pair(say("how_scored"), say("method_" + state.method)),
      isStaff(draft) ? null : pair(say("officials"), say("officials_" + state.officials)), pair(say("people"), number(state.people.all)), pair(say("criteria"), number(chosen(state).length))),
    found.length ? h("section.errors", {}, h("h2", {}, say("mend_first")), found.map(([key, one, step]) => h("p", {}, say(key, facts(one)), " ",
      h("button.link", { type: "button", click: () => back(step) }, say("mend"))))) : h("p.note.good", {}, say("all_well")),
    h("p.quiet", {}, say("after_finish")));
  return { body, next: h("button.btn.big", { type: "button", disabled: found.length > 0, click: deeds.finish }, say("finish")) };
}

function pair(words, value) {
  return [h("dt", {}, words), h("dd", {}, value)];
}
