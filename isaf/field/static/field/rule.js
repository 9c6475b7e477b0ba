/* The one scoring rule, as the server has it (ADR 0011), in whole numbers only; and what cannot be right. */

/** {n, distribution, median, mean, favourable, face}; counts null: the group was not collected. */
export function result(counts, scale, favourable) {
  if (counts === null) return { n: null, distribution: null, median: null, mean: null, favourable: null, face: null };
  const distribution = {};
  for (const value of scale) distribution[value] = counts[value] || 0;
  const n = cast(distribution);
  if (!n) return { n: 0, distribution, median: null, mean: null, favourable: null, face: null };
  const twice = voteAt(Math.floor((n - 1) / 2), distribution) + voteAt(Math.floor(n / 2), distribution);
  let sum = 0;
  let good = 0;
  for (const value of scale) {
    sum += value * distribution[value];
    if (favourable.includes(value)) good += distribution[value];
  }
  return {
    n,
    distribution,
    median: twice / 2,
    mean: halfUp(sum, n, 100),
    favourable: halfUp(good, n, 10000),
    face: Math.floor((twice + 1) / 2),
  };
}

/** part / whole with the decimals of `unit`, a half upward; exact, because it divides whole numbers only. */
function halfUp(part, whole, unit) {
  const twice = 2 * part * unit + whole;
  return (twice - (twice % (2 * whole))) / (2 * whole) / unit;
}

function voteAt(place, distribution) {
  let passed = 0;
  for (const value of Object.keys(distribution).map(Number).sort((a, b) => a - b)) {
    passed += distribution[value];
    if (passed > place) return value;
  }
  return null;
}

/** The number of votes. */
export function cast(counts) {
  return Object.values(counts || {}).reduce((sum, n) => sum + n, 0);
}

/** What cannot be right: [key of the words, facts, step where it is mended]. The server judges again. */
export function faults(sheet, form) {
  const found = [];
  const people = sheet.people;
  if (!people.all) found.push(["no_people", {}, "people"]);
  for (const group of form.segments) {
    if (group.id !== "all" && (people[group.id] || 0) > (people.all || 0)) found.push(["group_above", { group }, "people"]);
  }
  const together = form.parts.reduce((sum, id) => sum + (people[id] || 0), 0);
  if (people.all && together > people.all) found.push(["parts_above", {}, "people"]);
  const chosen = sheet.criteria.filter((one) => one.chosen);
  const least = form.chosen.least || 1;
  const most = form.chosen.most || 500;
  if (chosen.length < least) found.push(["too_few_chosen", { n: least }, "choose"]);
  if (chosen.length > most) found.push(["too_many_chosen", { n: most }, "choose"]);
  for (const one of chosen) found.push(...votesOf(one, sheet, form));
  return found;
}

function votesOf(criterion, sheet, form) {
  const groups = sheet.votes[criterion.key] || {};
  const all = groups.all || {};
  const found = [];
  if (!cast(all)) return [["no_votes", { criterion }, "score"]];
  if (cast(all) > sheet.people.all) found.push(["votes_above", { criterion }, "score"]);
  for (const group of form.segments) {
    const counts = groups[group.id];
    if (!counts || group.id === "all" || !cast(counts) || sheet.people[group.id] === null) continue;
    const above = Object.keys(counts).some((value) => counts[value] > (all[value] || 0));
    if (above) found.push(["group_votes_above", { criterion, group }, "score"]);
    if (cast(counts) > (sheet.people[group.id] || 0)) found.push(["votes_above_group", { criterion, group }, "score"]);
  }
  const parts = form.parts.map((id) => (sheet.people[id] === null ? {} : groups[id] || {}));
  const tooMany = Object.keys(Object.assign({}, ...parts)).some(
    (value) => parts.reduce((sum, counts) => sum + (counts[value] || 0), 0) > (all[value] || 0));
  if (tooMany && !found.some((one) => one[0] === "group_votes_above")) found.push(["parts_votes_above", { criterion }, "score"]);
  return found;
}
