/* The worker that keeps the app on the phone (classic, so that Chrome 80 knows it).
   KEPT stands above: language, home, files {address: SHA-256}. A file counts as kept only when its bytes have
   that digest, so a sign-in page of a network that answers everything with 200 never takes the app's place. */
const PREFIX = "isaf-field-" + KEPT.language + "-";

async function name() {
  return PREFIX + (await digest(new TextEncoder().encode(JSON.stringify(KEPT.files)))).slice(0, 16);
}

async function digest(bytes) {
  const sum = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function take(cache, address, known) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit", redirect: "error" });
  const bytes = await answer.clone().arrayBuffer();
  if (!answer.ok || (await digest(bytes)) !== known) throw new Error("not the file that was meant: " + address);
  await cache.put(address, answer);
}

async function install() {
  const cache = await caches.open(await name());
  await Promise.all(Object.keys(KEPT.files).map((address) => take(cache, address, KEPT.files[address])));
}

async function activate() {
  const mine = await name();
  const all = await caches.keys();
  await Promise.all(all.filter((key) => key.startsWith(PREFIX) && key !== mine).map((key) => caches.delete(key)));
  await self.clients.claim();
}

async function kept(request, address) {
  const cache = await caches.open(await name());
  return (await cache.match(address)) || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === KEPT.home) {
    event.respondWith(kept(event.request, KEPT.home));
  } else if (KEPT.files[url.pathname]) {
    event.respondWith(kept(event.request, url.pathname));
  }
});
