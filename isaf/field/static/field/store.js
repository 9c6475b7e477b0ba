/* What the phone keeps (IndexedDB). A promise that is kept means: the transaction is over, the bytes are on disk. */
const SHELVES = ["keep", "drafts", "states", "outbox"];
let opened = null;

function open() {
  opened = opened || new Promise((done, failed) => {
    const asked = indexedDB.open("isaf-field", 1);
    asked.onupgradeneeded = () => SHELVES.forEach((shelf) => asked.result.createObjectStore(shelf));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

function asked(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

export async function read(shelf, key) {
  const db = await open();
  return asked(db.transaction(shelf).objectStore(shelf).get(key));
}

export async function readAll(shelf) {
  const db = await open();
  return asked(db.transaction(shelf).objectStore(shelf).getAll());
}

/** Everything or nothing: rows are [shelf, key, value]; a value of undefined takes the key away. */
export async function write(rows, guard = null) {
  const db = await open();
  const deed = db.transaction(SHELVES, "readwrite", { durability: "strict" });
  const over = new Promise((done, failed) => {
    deed.oncomplete = () => done();
    deed.onerror = () => failed(deed.error);
    deed.onabort = () => failed(deed.error || new Stale());
  });
  const put = () => rows.forEach(([shelf, key, value]) => {
    const on = deed.objectStore(shelf);
    if (value === undefined) on.delete(key);
    else on.put(value, key);
  });
  if (!guard) put();
  else {
    const kept = deed.objectStore(guard.shelf).get(guard.key);
    kept.onsuccess = () => (guard.holds(kept.result) ? put() : deed.abort());
  }
  return over;
}

/** Another window of the app has gone on meanwhile. */
export class Stale extends Error {}

/** The moving part of a meeting, one turn further; refused when another window has written it meanwhile. */
export function advance(state, more = []) {
  const before = state.turn;
  const next = { ...state, turn: before + 1 };
  const holds = (kept) => (kept ? kept.turn === before : before === 0);
  return write([["states", next.id, next], ...more], { shelf: "states", key: next.id, holds }).then(() => next);
}

/** Ask the phone not to tidy away what is not sent; true, false, or null where the phone does not say. */
export async function persist() {
  if (!navigator.storage || !navigator.storage.persist) return null;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

/** An id made on the phone (UUID version 4). */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
