/* Which criteria: what the group proposes, how often, and what it chooses. */
import { h } from "./dom.js";
import { chosen, choose, propose, proposeOwn, wordingOf } from "./meeting.js";
import { icon } from "./pictures.js";
import { language, named, number, plain, say } from "./words.js";

/** The catalogue to search in, the group's own words, and how many times each was proposed. */
export function proposing(app, deeds) {
  const { draft, state } = app;
  const taken = state.criteria.map((one) => one.key);
  const found = draft.form.criteria.filter((one) => !taken.includes(one.id) && Object.values(one.names).some((name) => plain(name).includes(plain(app.find))));
  const body = h("div", {}, h("h1", {}, say("propose")), h("p", {}, say("propose_help")),
    state.criteria.map((one) => proposed(draft, one, deeds)),
    h("h2", {}, say("catalogue")),
    h("input", { type: "search", "aria-label": say("search"), placeholder: say("search_or_own"), value: app.find, maxlength: 300, input: (event) => deeds.find(event.target.value) }),
    app.find.trim() ? h("button.btn.alt.own", { type: "button", click: () => own(app, deeds) }, say("as_own", { words: app.find.trim() })) : null,
    h("div.choices", {}, found.map((one) => h("button.pick", { type: "button", "data-key": one.id, click: () => add(one.id, deeds) }, h("span", {}, named(one.names)), h("b", {}, "+")))));
  return { body, next: state.criteria.length ? undefined : h("p.quiet", {}, say("propose_first")) };
}

function add(key, deeds) {
  deeds.find("");
  deeds.act((next) => propose(next, key));
}

function own(app, deeds) {
  const words = app.find.trim();
  deeds.act((next) => proposeOwn(next, words, language));
  deeds.find("");
}

function proposed(draft, one, deeds) {
  const more = (by) => deeds.act((next) => propose(next, one.key, by));
  return h("div.count", { "data-key": one.key },
    h("div.what", {}, h("b", {}, named(wordingOf(draft, one))), one.wording ? h("span.quiet", {}, say("own_words")) : null),
    h("button.round", { type: "button", "aria-label": say("less"), click: () => more(-1) }, "−"),
    h("output", {}, number(one.times)),
    h("button.round", { type: "button", "aria-label": say("more"), click: () => more(1) }, "+"));
}

/** The most proposed first; the limits of the form are said before they are broken. */
export function choosing({ draft, state }, deeds) {
  const { least, most } = draft.form.chosen;
  const picked = chosen(state).length;
  const rows = state.criteria.slice().sort((a, b) => (b.times || 0) - (a.times || 0));
  const isRight = picked >= (least || 1) && picked <= (most || 500);
  const body = h("div", {}, h("h1", {}, say("choose")), h("p", {}, most ? say("choose_help", { least: number(least || 1), most: number(most) }) : say("choose_some")),
    h("div.choices", {}, rows.map((one) => h("label", { "data-key": one.key },
      h("input", { type: "checkbox", checked: one.chosen, change: (event) => deeds.act((next) => choose(next, one.key, event.target.checked)) }),
      h("span", {}, named(wordingOf(draft, one)), " ", h("span.quiet", {}, say("times", { n: number(one.times) })))))),
    h("p.chip." + (isRight ? "done" : "rest"), {}, icon(isRight ? "check" : "clock"), say("chosen_n", { n: number(picked) })));
  return { body, next: isRight ? undefined : h("p.quiet", {}, say("choose_first")) };
}
