/* Talking with the server: who I am, the kit, the outbox. Only an answer with a receipt counts as received. */
import { read, readAll, write } from "./store.js";
import { version } from "./words.js";

const PATIENCE = 30000;
const STATES = ["kept", "accepted", "quarantined", "conflict", "duplicate"];
let isFlushing = false;

/** {status, said}: status 0 without connection; said null for what is not our JSON, as a network's own page. */
async function ask(address, given = {}) {
  const secret = await read("keep", "secret");
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), PATIENCE);
  const headers = { ...given.headers, Authorization: "Bearer " + secret };
  try {
    const answer = await fetch(address, { ...given, headers, credentials: "omit", cache: "no-store", redirect: "error", signal: stop.signal });
    const kind = answer.headers.get("Content-Type") || "";
    const said = kind.startsWith("application/json") ? await answer.json() : null;
    return { status: answer.status, said, etag: answer.headers.get("ETag") };
  } catch (error) {
    return { status: 0, said: null };
  } finally {
    clearTimeout(clock);
  }
}

/** Take a new secret; the places of its person, or why not: "unknown" or "offline". */
export async function signIn(secret) {
  await write([["keep", "secret", secret]]);
  return takePlaces();
}

export async function takePlaces() {
  const { status, said } = await ask("/sync/v1/places");
  if (status === 401 || status === 403) return "unknown";
  if (status !== 200 || !said || !Array.isArray(said.places)) return "offline";
  await write([["keep", "places", said.places]]);
  return "ok";
}

/** Download the kit of the chosen areas; "ok", "same", "unknown" or "offline". What is there stays until it is whole. */
export async function takeKit(areas) {
  const old = await read("keep", "kit");
  const isSame = old && old.areas.join() === areas.join();
  const headers = isSame ? { "If-None-Match": old.etag } : {};
  const { status, said, etag } = await ask("/sync/v1/kit?areas=" + areas.join(","), { headers });
  if (status === 304 && isSame) {
    await write([["keep", "kit", { ...old, at: Date.now() }]]);
    return "same";
  }
  if (status === 401 || status === 403 || status === 404) return "unknown";
  if (status !== 200 || !said || !Array.isArray(said.meetings) || !said.forms) return "offline";
  await write([["keep", "kit", { ...said, areas, etag, at: Date.now() }]]);
  return "ok";
}

/** How long to wait after so many tries: doubling to half an hour, with jitter. */
export function pause(tries, chance = Math.random()) {
  return Math.min(5000 * 2 ** Math.min(tries, 9), 1800000) * (0.5 + chance);
}

/** Send what waits, one flush at a time over all windows; `insist` asks at once, whatever the pause says. */
export async function flush(insist = false) {
  if (navigator.locks) {
    return navigator.locks.request("isaf-flush", { ifAvailable: true }, (lock) => (lock ? flushAll(insist) : false));
  }
  if (isFlushing) return false;
  isFlushing = true;
  try {
    return await flushAll(insist);
  } finally {
    isFlushing = false;
  }
}

async function flushAll(insist) {
  const all = await readAll("outbox");
  const waiting = all.filter((one) => !one.receipt && !one.refused && (insist || one.next <= Date.now()));
  for (const one of waiting) {
    const left = all.filter((each) => !each.receipt && each.id !== one.id).length;
    await put(one, left);
  }
  for (const one of all.filter((each) => mayChange(each) && (insist || each.asked + 600000 < Date.now()))) await look(one);
  return true;
}

function mayChange(one) {
  return Boolean(one.receipt);
}

async function put(one, left) {
  const body = JSON.stringify({ ...one.sheet, sent: new Date().toISOString(), app: { version, unsent: left } });
  const headers = { "Content-Type": "application/json" };
  await settle(one, await ask("/sync/v1/sheets/" + one.id, { method: "PUT", body, headers }));
}

async function look(one) {
  const answer = await ask("/sync/v1/sheets/" + one.id);
  if (isReceipt(answer)) await write([["outbox", one.id, received(one, answer.said)]]);
}

function isReceipt({ status, said }) {
  return [200, 201, 403, 409].includes(status) && Boolean(said) && typeof said.receipt === "string" && STATES.includes(said.state);
}

function received(one, said) {
  return { ...one, receipt: said.receipt, state: said.state, problems: said.problems || [], review: said.review || null, asked: Date.now() };
}

/** What an answer makes of a sheet in the outbox. */
async function settle(one, answer) {
  if (isReceipt(answer)) return write([["outbox", one.id, received(one, answer.said)]]);
  const { status, said } = answer;
  if ((status === 400 || status === 413) && said && Array.isArray(said.problems)) {
    return write([["outbox", one.id, { ...one, refused: true, problems: said.problems }]]);
  }
  const tries = one.tries + 1;
  const isBusy = status === 429 || status === 503;
  const why = status === 401 ? "unknown" : status && !isBusy ? "strange" : "offline";
  return write([["outbox", one.id, { ...one, tries, why, next: Date.now() + pause(tries) }]]);
}

/** What has not arrived yet, as one file that any office can take. */
export async function asFile() {
  const all = await readAll("outbox");
  const sheets = all.filter((one) => !one.receipt).map((one) => one.sheet);
  return new Blob([JSON.stringify({ format: "isaf-sheets-1", app: version, sheets }, null, 1)], { type: "application/json" });
}
