/* The phone itself: signing in once, and the places whose meetings it takes along. */
import { h } from "./dom.js";
import { icon } from "./pictures.js";
import { named, number, say } from "./words.js";

let picked = null;

export function phone(app, deeds) {
  return h("main.wrap", { "data-key": "phone" },
    h("div.bar", {}, h("button.link", { type: "button", click: () => deeds.go("home") }, icon("back"), say("back")), h("h1", {}, say("phone"))),
    app.note ? h("p.note", { role: "status" }, app.note) : null,
    app.secret && app.places.length ? places(app, deeds) : secret(app, deeds),
    app.secret && app.places.length ? h("details", {}, h("summary", {}, say("other_secret")), secret(app, deeds)) : null,
    h("p.quiet", {}, app.persists === false ? say("not_persisting") : say("on_phone_only")));
}

function secret(app, deeds) {
  const take = (event) => {
    event.preventDefault();
    const typed = event.target.elements.secret.value.trim().replace(/^.*#secret=/, "");
    if (typed) deeds.signIn(typed);
  };
  return h("form.form", { submit: take },
    h("p", {}, say("sign_help")),
    h("div.field", {}, h("label", { for: "secret" }, say("secret")), h("input", { id: "secret", name: "secret", autocomplete: "off", autocapitalize: "none", spellcheck: "false" })),
    h("button.btn.big", { disabled: app.busy }, app.busy ? say("asking") : say("sign_in")));
}

function places(app, deeds) {
  picked = picked || new Set(app.kit ? app.kit.areas : app.places.length === 1 ? [app.places[0].code] : []);
  const turn = (code) => {
    if (!picked.delete(code)) picked.add(code);
    deeds.find("");
  };
  return h("section", {}, h("h2", {}, say("places")), h("p", {}, say("places_help")),
    h("div.choices", {}, app.places.map((place) => h("label", {},
      h("input", { type: "checkbox", checked: picked.has(place.code), change: () => turn(place.code) }),
      h("span", {}, named(place.names), " ", h("span.quiet", {}, say("of_year", { year: number(place.year) })))))),
    h("div.btns", {}, h("button.btn.big", { type: "button", disabled: app.busy || !picked.size, click: () => deeds.kit(Array.from(picked).sort()) }, app.busy ? say("asking") : say("take_along"))),
    app.kit ? h("p.quiet", {}, say("kit_has", { n: number(app.kit.meetings.length), moment: number(new Date(app.kit.at).toLocaleString("en-GB").slice(0, 17)) })) : null);
}
