/* Words, numbers and days in the reader's language. The words come with the page, from the one catalogue. */
const given = JSON.parse(document.getElementById("words").textContent);

export const { language, languages, names: languageNames, version } = given;

/** The sentence of a key, with named places filled: say("left", {n: 3}). */
export function say(key, facts = {}) {
  const text = given.words[key];
  if (text === undefined) throw new Error("no words for " + key);
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (name in facts ? String(facts[name]) : whole));
}

/** A name in the reader's language, else in any. */
export function named(names) {
  if (!names || typeof names === "string") return names || "";
  return names[language] || Object.values(names).find(Boolean) || "";
}

/** Digits in the reader's script; "–" for what is not known. */
export function number(value) {
  if (value === null || value === undefined || value === "") return "–";
  const zero = given.zero.codePointAt(0);
  return String(value).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

/** 2026-06-01 as the reader writes a day. */
export function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return number(date) + " " + given.months[month - 1] + " " + number(year);
}

/** What a person typed as a number, in any digits of the two scripts; null when it is none. */
export function typedNumber(text) {
  const zero = given.zero.codePointAt(0);
  const plain = Array.from(text.trim(), (letter) => {
    const digit = letter.codePointAt(0) - zero;
    return digit >= 0 && digit < 10 ? String(digit) : letter;
  }).join("");
  return /^\d{1,5}$/.test(plain) ? Number(plain) : null;
}

/** For searching: small letters, without spaces and marks that are not seen. */
export function plain(text) {
  return text.toLowerCase().replace(/[\s\u200b-\u200d]+/g, "");
}

/** Today on this phone, as 2026-06-01. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

/** So many days later. */
export function shifted(iso, days) {
  const moved = new Date(iso + "T00:00:00Z");
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
