/* The results for the meeting, in large pictures; then what people say about them. */
import { h } from "./dom.js";
import { KINDS, chosen, isStaff, wordingOf } from "./meeting.js";
import { bar, face } from "./pictures.js";
import { result } from "./rule.js";
import { onward } from "./score.js";
import { language, named, number, say } from "./words.js";

function resultOf(draft, state, criterion) {
  const values = draft.form.scale.map((one) => one.value);
  const good = draft.form.scale.filter((one) => one.favourable).map((one) => one.value);
  return result((state.votes[criterion.key] || {}).all || {}, values, good);
}

/** One criterion a screen: to the meeting only everyone together is shown, never a group. */
export function showing({ draft, state }, deeds) {
  const rows = chosen(state);
  if (!rows.length) return { body: h("p.nothing", {}, say("choose_first")) };
  const criterion = rows[Math.min(state.at, rows.length - 1)];
  const found = resultOf(draft, state, criterion);
  const { scale } = draft.form;
  const told = scale.find((one) => one.value === found.face);
  const words = (one) => named((isStaff(draft) && draft.form.provider_names[one.value]) || one.names);
  const body = h("div.center.result", {}, h("p.kind", {}, say("criterion_of", { n: number(state.at + 1), of: number(rows.length) })),
    h("h1", {}, named(wordingOf(draft, criterion))), face(found.face, scale),
    h("p.word", {}, told ? words(told) : say("no_result")),
    found.n ? h("p.quiet", {}, say("n_people", { n: number(found.n) }), found.median !== found.face ? " · " + say("half") : "") : null,
    found.n ? bar(scale.map((one) => found.distribution[one.value]), scale, say("votes")) : null,
    h("ul.plain.legend-large", {}, scale.map((one) => h("li", {}, face(one.value, scale), h("span", {}, words(one)), h("b", {}, number(found.distribution[one.value]))))));
  return { body, next: onward(state, rows, deeds) };
}

/** Strengths, weaknesses, desired changes, proposals: the group's words, nobody's name. */
export function talking({ draft, state }, deeds) {
  const rows = chosen(state);
  if (!rows.length) return { body: h("p.nothing", {}, say("choose_first")) };
  const criterion = rows[Math.min(state.at, rows.length - 1)];
  const found = resultOf(draft, state, criterion);
  const said = state.remarks[criterion.key] || {};
  const write = (kind) => (event) => {
    const text = event.target.value;
    deeds.act((next) => {
      next.remarks[criterion.key] = { ...next.remarks[criterion.key], [kind]: { text, language } };
    });
  };
  const body = h("div", {}, h("p.kind", {}, say("criterion_of", { n: number(state.at + 1), of: number(rows.length) })),
    h("h1.with-face", {}, face(found.face, draft.form.scale), h("span", {}, named(wordingOf(draft, criterion)))),
    h("p.quiet", {}, say("no_names")),
    KINDS.map((kind) => h("div.field", { "data-key": kind }, h("label", { for: kind }, say(kind)),
      h("textarea", { id: kind, rows: 2, maxlength: 2000, input: write(kind) }, said[kind] ? said[kind].text : ""))));
  return { body, next: onward(state, rows, deeds) };
}
