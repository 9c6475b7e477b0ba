/* One person with the phone in the hand: nameless, one criterion a screen, nothing of it stays but counts. */
import { h } from "./dom.js";
import { chosen, dropBallot, groupsOf, wordingOf } from "./meeting.js";
import { face, icon } from "./pictures.js";
import { named, number, say } from "./words.js";

export function ballotScreen({ draft, state, note }, deeds) {
  const { ballot } = state;
  const rows = chosen(state);
  const groups = groupsOf(draft, state).filter((group) => group.id !== "all");
  const isOver = ballot.at >= rows.length;
  const key = !ballot.ready ? "hand-over" : isOver ? "drop" : "ballot" + ballot.at;
  const body = !ballot.ready ? handOver(draft, ballot, groups, deeds) : isOver ? last(state, deeds) : question(draft, state, rows, deeds);
  return h("main.wrap.ballot", { "data-key": key }, note ? h("p.note.warm", { role: "alert" }, note) : null, body);
}

/** The facilitator reads the ticket, then hands the phone over. */
function handOver(draft, ballot, groups, deeds) {
  return h("div", {}, h("h1", {}, say("next_person")),
    groups.length ? [h("p", {}, say("from_ticket")), h("div.choices", {}, groups.map((group) => h("label", { "data-key": group.id },
      h("input", { type: "checkbox", checked: ballot.groups.includes(group.id), change: (event) => deeds.act((next) => mark(next.ballot, draft.form.parts, group.id, event.target.checked)) }),
      h("span", {}, named(group.names)))))] : null,
    h("div.onward", {}, h("button.btn.alt", { type: "button", click: () => deeds.act((next) => {
      next.ballot = null;
    }) }, say("back")), h("button.btn.big", { type: "button", click: () => deeds.act((next) => {
      next.ballot.ready = true;
    }) }, say("hand_over"))));
}

/** A person is a woman or a man, never both; the other groups stand beside. */
function mark(ballot, parts, group, is) {
  const clears = is && parts.includes(group) ? parts : [group];
  ballot.groups = ballot.groups.filter((one) => !clears.includes(one)).concat(is ? [group] : []);
}

function question(draft, state, rows, deeds) {
  const { ballot } = state;
  const criterion = rows[ballot.at];
  const give = (value) => deeds.act((next) => {
    if (value === null) delete next.ballot.votes[criterion.key];
    else next.ballot.votes[criterion.key] = value;
    next.ballot.at += 1;
  });
  const back = () => deeds.act((next) => {
    next.ballot.at -= 1;
  });
  return h("div", {}, h("p.kind", {}, say("criterion_of", { n: number(ballot.at + 1), of: number(rows.length) })),
    h("h1", {}, named(wordingOf(draft, criterion))),
    h("div.faces.big", {}, draft.form.scale.slice().reverse().map((value) => h("button.tile", { type: "button", "data-value": value.value, "data-key": String(value.value),
      "aria-pressed": String(ballot.votes[criterion.key] === value.value), click: () => give(value.value) }, face(value.value, draft.form.scale), h("span", {}, named(value.names))))),
    h("div.onward", {}, ballot.at ? h("button.btn.alt", { type: "button", click: back }, say("back")) : null, h("button.btn.alt", { type: "button", click: () => give(null) }, say("skip"))));
}

/** Dropping in cannot be undone: the choice is no longer on the phone. */
function last(state, deeds) {
  const drop = () => deeds.act((next) => {
    dropBallot(next);
  });
  return h("div.center", {}, h("h1", {}, say("drop_in")), h("p", {}, say("drop_help")),
    h("button.btn.big.wide", { type: "button", click: drop }, icon("check"), say("drop_in")),
    h("div.onward", {}, h("button.btn.alt", { type: "button", click: () => deeds.act((next) => {
      next.ballot.at -= 1;
    }) }, say("back"))));
}
