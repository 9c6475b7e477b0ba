// The scoring rule for the page that is being typed; the server's answer is the one that counts.
// Twin of isaf/scorecards/rules.py, held equal by tests/vectors/scoring.json.

/** Number of votes of an object value -> votes. */
export function total(counts) {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

/** The middle vote, or the mean of the two middle votes; null without votes. */
export function median(counts) {
  const n = total(counts);
  return n ? (voteAt(Math.floor((n - 1) / 2), counts) + voteAt(Math.floor(n / 2), counts)) / 2 : null;
}

function voteAt(place, counts) {
  let passed = 0;
  for (const value of Object.keys(counts).map(Number).sort((a, b) => a - b)) {
    passed += counts[value];
    if (place < passed) return value;
  }
  return null;
}

/** The median with a half rounded up; null without votes. */
export function face(counts) {
  const middle = median(counts);
  return middle === null ? null : Math.ceil(middle);
}

/** What stands in a box: a whole number in any one script's digits, null when empty, NaN when it is no number. */
export function read(text) {
  const clean = text.replace(/[\u200b\u200c\u200d\u2060\ufeff]/g, "").trim();
  if (!clean) return null;
  const zeros = new Set();
  const latin = clean.replace(/\p{Nd}/gu, (digit) => {
    const [number, zero] = digitOf(digit);
    zeros.add(zero);
    return number;
  });
  if (zeros.size > 1) return NaN;
  if (/^\d{1,3}([ .,\u00a0\u202f]\d{3})+$/.test(latin)) return Number(latin.replace(/\D/g, ""));
  return /^\d+$/.test(latin) ? Number(latin) : NaN;
}

// Decimal digits stand in Unicode in runs of ten, from 0 to 9.
function digitOf(digit) {
  let zero = digit.codePointAt(0);
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0) - zero < 9) zero -= 1;
  return [digit.codePointAt(0) - zero, zero];
}

/** A number in the reader's digits and with the reader's decimal mark. */
export function write(number, zero = "0", point = ".") {
  const latin = String(number).replace(".", point);
  return latin.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero.codePointAt(0) + Number(digit)));
}
