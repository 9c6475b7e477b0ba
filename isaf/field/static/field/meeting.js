/* A meeting on the phone: what is taken along when it begins, and each thing that can happen to it.
   Pure: nothing here draws, stores or sends. A state is plain data; a deed changes the copy it is given. */
import { newId } from "./store.js";

const CITIZENS = ["begin", "people", "before", "propose", "choose", "score", "show", "talk", "check"];
const STAFF = ["begin", "people", "before", "score", "show", "talk", "check"];
export const KINDS = ["strength", "weakness", "change", "proposal"];
const UNDO = 100;

/** The steps of a meeting, by who scores. */
export function stepsOf(draft) {
  return isStaff(draft) ? STAFF : CITIZENS;
}

export function isStaff(draft) {
  return draft.meeting.kind === "self_assessment";
}

/** What a meeting takes from the kit when it begins and keeps to its end, whatever the kit says later. */
export function begun(kit, meeting, today) {
  const cycle = kit.cycles.find((one) => one.id === meeting.cycle);
  const facility = kit.facilities.find((one) => one.slug === meeting.facility);
  const form = kit.forms[cycle.form];
  const own = { ...form, criteria: form.criteria[facility.service] || [] };
  const draft = {
    id: newId(),
    meeting,
    facility,
    area: cycle.area,
    year: cycle.year,
    form: own,
    last: kit.last[meeting.facility] || null,
    actions: kit.actions.filter((one) => one.facility === meeting.facility),
  };
  return { draft, state: fresh(draft, today) };
}

function fresh(draft, today) {
  const staff = isStaff(draft);
  return {
    id: draft.id,
    turn: 0,
    step: "begin",
    held_on: today,
    method: staff ? "agreed" : "secret",
    officials: staff ? "none" : "",
    people: Object.fromEntries(draft.form.segments.map((group) => [group.id, null])),
    apart: false,
    criteria: staff ? draft.form.criteria.map((one) => ({ key: one.id, times: null, chosen: true })) : [],
    votes: {},
    taps: [],
    at: 0,
    group: "all",
    ballot: null,
    ballots: 0,
    remarks: {},
    finished: false,
  };
}

/** The same meeting once more, to answer a question: everything stays, the id is new. */
export function again(draft, state) {
  const id = newId();
  return { draft: { ...draft, id }, state: { ...state, id, turn: 0, step: "check", finished: false } };
}

export function chosen(state) {
  return state.criteria.filter((one) => one.chosen);
}

/** The name of a criterion: the form's, or the group's own words. */
export function wordingOf(draft, criterion) {
  const known = draft.form.criteria.find((one) => one.id === criterion.key);
  return known ? known.names : criterion.wording || "";
}

/** Groups whose people were counted, everyone first. */
export function groupsOf(draft, state) {
  return draft.form.segments.filter((group) => state.people[group.id] !== null);
}

/** True where women and men are all there is, so that counting them apart counts everyone. */
export function canCountApart(draft, state) {
  const parts = draft.form.parts;
  const together = parts.reduce((sum, id) => sum + (state.people[id] || 0), 0);
  return parts.every((id) => state.people[id] !== null) && together === state.people.all;
}

export function setPeople(state, group, n) {
  state.people[group] = n === null ? null : Math.max(0, Math.min(9999, n));
  state.apart = false;
  if (n === null && state.group === group) state.group = "all";
  if (state.method === "agreed") agreedByAll(state);
}

function agreedByAll(state) {
  for (const groups of Object.values(state.votes)) groups.all = { [Object.keys(groups.all)[0]]: state.people.all || 0 };
}

/** Once somebody has scored, the way of scoring stays. */
export function hasVotes(state) {
  return state.ballots > 0 || Object.values(state.votes).some((groups) => Object.values(groups).some((counts) => Object.values(counts).some(Boolean)));
}

/* --- proposing and choosing --- */

export function propose(state, key, by = 1) {
  const one = state.criteria.find((each) => each.key === key);
  if (!one) state.criteria.push({ key, times: by, chosen: false });
  else one.times = Math.max(0, (one.times || 0) + by);
  state.criteria = state.criteria.filter((each) => each.times === null || each.times > 0);
}

export function proposeOwn(state, wording, language) {
  const taken = state.criteria.map((one) => one.key);
  let at = 1;
  while (taken.includes("own:" + at)) at += 1;
  state.criteria.push({ key: "own:" + at, wording, language, times: 1, chosen: false });
}

export function choose(state, key, is) {
  const one = state.criteria.find((each) => each.key === key);
  one.chosen = is;
  state.at = 0;
}

/* --- counting marks, tokens or hands --- */

export function countOf(state, criterion, group, value) {
  return ((state.votes[criterion] || {})[group] || {})[value] || 0;
}

/** One more or one less; with women and men apart, everyone goes with them. */
export function tap(draft, state, criterion, group, value, by) {
  if (countOf(state, criterion, group, value) + by < 0) return;
  add(state, criterion, group, value, by);
  if (state.apart && draft.form.parts.includes(group)) add(state, criterion, "all", value, by);
  state.taps = state.taps.concat([[criterion, group, value, by]]).slice(-UNDO);
}

export function undo(draft, state) {
  const last = state.taps[state.taps.length - 1];
  if (!last) return;
  const [criterion, group, value, by] = last;
  const rest = state.taps.slice(0, -1);
  tap(draft, state, criterion, group, value, -by);
  state.taps = rest;
}

function add(state, criterion, group, value, by) {
  const groups = (state.votes[criterion] = state.votes[criterion] || {});
  const counts = (groups[group] = groups[group] || {});
  counts[value] = Math.max(0, (counts[value] || 0) + by);
}

/** Staff agree on one score: it stands for all of them. */
export function agree(state, criterion, value) {
  state.votes[criterion] = { all: { [value]: state.people.all || 0 } };
}

/* --- the phone passed round: only counts stay --- */

export function beginBallot(state) {
  state.ballot = { groups: [], votes: {}, at: 0, ready: false };
}

/** A ballot is dropped in: added to the counts and gone, with no trace of who or when. */
export function dropBallot(state) {
  for (const [criterion, value] of Object.entries(state.ballot.votes)) {
    for (const group of ["all", ...state.ballot.groups]) add(state, criterion, group, value, 1);
  }
  state.ballot = null;
  state.ballots += 1;
  state.taps = [];
}

/* --- what leaves the phone --- */

/** The sheet as docs/api/sync-v1.json says it. */
export function sheetOf(draft, state) {
  const keys = chosen(state).map((one) => one.key);
  const votes = {};
  for (const key of keys) votes[key] = countsOf(state.votes[key] || {}, state.people);
  return {
    id: draft.id,
    meeting: draft.meeting.id,
    held_on: state.held_on,
    method: state.method,
    officials: state.officials,
    people: state.people,
    criteria: state.criteria.filter((one) => one.chosen || one.times !== null).map(told),
    votes,
    remarks: keys.flatMap((key) => remarksOf(key, state.remarks[key] || {})),
  };
}

function told(one) {
  const plain = { key: one.key, times_proposed: one.times, is_chosen: one.chosen };
  return one.wording ? { ...plain, wording: one.wording.trim(), language: one.language } : plain;
}

/** Counts of groups whose people were counted; a group that is not collected sends nothing. */
function countsOf(groups, people) {
  const kept = {};
  for (const [group, counts] of Object.entries(groups)) {
    if (group !== "all" && people[group] === null) continue;
    const some = Object.entries(counts).filter(([, n]) => n > 0);
    if (some.length || group === "all") kept[group] = Object.fromEntries(some);
  }
  return kept;
}

function remarksOf(criterion, said) {
  return KINDS.filter((kind) => said[kind] && said[kind].text.trim()).map((kind) => ({
    criterion, kind, text: said[kind].text.trim(), language: said[kind].language,
  }));
}
