// The service worker of the pages of the day: own pages and assets only; the network first, the kept copy when it is gone.
const NAME = "visits";
const KEPT = /^\/visits\/(today|gate|programmes\/\d+\/day)\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// A page tells what it is made of; it is fetched anew, so that what is kept is what was shown.
self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep).then(() => event.source?.postMessage({ kept: true })));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" ? KEPT.test(url.pathname) : url.pathname.startsWith("/static/")) {
    event.respondWith(request.mode === "navigate" ? page(request) : asset(request));
  }
});

async function keep(urls) {
  const cache = await caches.open(NAME);
  await Promise.all(urls.map((url) => own(url) && fetch(url, { credentials: "same-origin" })
    .then((answer) => answer.ok && !answer.redirected && cache.put(url, answer)).catch(() => {})));
}

async function page(request) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(request.url, answer.clone());
    else if (answer.redirected || answer.status === 403) await cache.delete(request.url);
    return answer;
  } catch (error) {
    const kept = await cache.match(request.url, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function asset(request) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request.url, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request.url, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

const own = (url) => new URL(url, location.href).origin === location.origin;
