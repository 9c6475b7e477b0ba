/* Scoring: marks, tokens or hands counted, one criterion a screen; staff agree on one score. */
import { h } from "./dom.js";
import { agree, beginBallot, canCountApart, chosen, countOf, groupsOf, hasVotes, isStaff, tap, undo, wordingOf } from "./meeting.js";
import { face, icon } from "./pictures.js";
import { cast } from "./rule.js";
import { named, number, say } from "./words.js";

export function scoring(app, deeds) {
  const { draft, state } = app;
  const rows = chosen(state);
  if (!rows.length) return { body: h("p.nothing", {}, say("choose_first")), next: null };
  if (state.method === "phone") return round(app, deeds, rows);
  const criterion = rows[Math.min(state.at, rows.length - 1)];
  const body = h("div", {}, h("p.kind", {}, say("criterion_of", { n: number(state.at + 1), of: number(rows.length) })),
    h("h1", {}, named(wordingOf(draft, criterion))), isStaff(draft) ? agreed(app, deeds, criterion) : counters(app, deeds, criterion));
  return { body, next: onward(state, rows, deeds) };
}

/** To the next criterion, or on when it was the last. */
export function onward(state, rows, deeds) {
  const to = (by) => {
    deeds.act((next) => {
      next.at += by;
      next.taps = [];
      next.group = next.apart ? next.group : "all";
    });
    window.scrollTo(0, 0);
  };
  const isLast = state.at >= rows.length - 1;
  return [state.at > 0 ? h("button.btn.alt", { type: "button", click: () => to(-1) }, say("previous")) : null,
    h("button.btn.big", { type: "button", click: () => (isLast ? deeds.step(1) : to(1)) }, isLast ? say("next") : say("next_criterion"))];
}

function counters({ draft, state }, deeds, criterion) {
  const group = state.group;
  const counts = (state.votes[criterion.key] || {})[group] || {};
  const left = state.people[group] - cast(counts);
  return [apart(draft, state, deeds), tabs(draft, state, deeds),
    h("p.left." + (left < 0 ? "over" : "fine"), { role: "status" }, say("counted", { n: number(cast(counts)), of: number(state.people[group]) }), " ",
      left < 0 ? say("too_many", { n: number(-left) }) : say("left", { n: number(left) })),
    h("div.faces", {}, draft.form.scale.slice().reverse().map((value) => one(draft, state, deeds, criterion, value))),
    h("button.btn.alt", { type: "button", disabled: !state.taps.length, click: () => deeds.act((next) => undo(draft, next)) }, icon("undo"), say("undo"))];
}

function one(draft, state, deeds, criterion, value) {
  const { group } = state;
  const n = countOf(state, criterion.key, group, value.value);
  const by = (step) => () => deeds.act((next) => tap(draft, next, criterion.key, group, value.value, step));
  const shut = state.apart && group === "all";
  return h("div.counter", { "data-key": String(value.value) },
    h("button.tile", { type: "button", disabled: shut, "data-value": value.value, "aria-label": say("one_more", { word: named(value.names) }), click: by(1) },
      face(value.value, draft.form.scale), h("span", {}, named(value.names)), h("output", {}, number(n))),
    h("button.round", { type: "button", disabled: shut || !n, "aria-label": say("one_less", { word: named(value.names) }), click: by(-1) }, "−"));
}

function apart(draft, state, deeds) {
  if (!canCountApart(draft, state)) return null;
  return h("label.switch", {}, h("input", { type: "checkbox", checked: state.apart, disabled: hasVotes(state),
    change: (event) => deeds.act((next) => {
      next.apart = event.target.checked;
      next.group = next.apart ? draft.form.parts[0] : "all";
    }) }), h("span", {}, say("count_apart")));
}

function tabs(draft, state, deeds) {
  const groups = groupsOf(draft, state);
  if (groups.length < 2) return null;
  return h("div.tabs", { role: "group", "aria-label": say("group") }, groups.map((group) => h("button", { type: "button", "aria-pressed": String(state.group === group.id), "data-key": group.id,
    click: () => deeds.act((next) => {
      next.group = group.id;
      next.taps = [];
    }) }, named(group.names))));
}

/** Staff: one face for all, or the criterion does not concern them. */
function agreed({ draft, state }, deeds, criterion) {
  const words = draft.form.provider_names;
  const now = Object.keys((state.votes[criterion.key] || {}).all || {})[0];
  const leave = () => deeds.act((next) => {
    next.criteria = next.criteria.filter((one) => one.key !== criterion.key);
    delete next.votes[criterion.key];
    next.at = Math.max(0, Math.min(next.at, next.criteria.length - 1));
  });
  return [h("div.faces", {}, draft.form.scale.slice().reverse().map((value) => h("button.tile", { type: "button", "data-value": value.value, "aria-pressed": String(now === String(value.value)),
    click: () => deeds.act((next) => agree(next, criterion.key, value.value)) }, face(value.value, draft.form.scale), h("span", {}, named(words[value.value] || value.names))))),
    h("button.btn.alt", { type: "button", click: leave }, say("does_not_concern"))];
}

/** The phone goes round: who holds it, how many have it still before them. */
function round({ draft, state }, deeds) {
  const left = state.people.all - state.ballots;
  const body = h("div", {}, h("h1", {}, say("pass_round")), h("p", {}, say("pass_help")),
    h("p.left", { role: "status" }, say("ballots", { n: number(state.ballots), of: number(state.people.all) })),
    left > 0 ? h("button.btn.big.wide", { type: "button", click: () => deeds.act((next) => beginBallot(next)) }, say("next_person")) : h("p.note.good", {}, say("all_voted")));
  return { body, next: state.ballots ? h("button.btn.big" + (left > 0 ? ".alt" : ""), { type: "button", click: () => deeds.step(1) }, say("scoring_over")) : null };
}
