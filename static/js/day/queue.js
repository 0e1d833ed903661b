// What was tapped or scanned without network: kept on this device, sent in order when the network is back.
const KEY = "visits-queue";
const line = () => document.querySelector("[data-worker]");

export function start() {
  if (!line()) return;
  window.addEventListener("online", send);
  window.addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  setInterval(send, 30_000);
  show();
  send();
  register();
}

async function register() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(line().dataset.worker);
    const worker = (await navigator.serviceWorker.ready).active;
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (event.data?.kept) document.documentElement.dataset.kept = "1";
    });
    worker.postMessage({ keep: madeOf() });
  } catch {
    // Without a worker the page needs the network; nothing else is lost.
  }
}

function madeOf() {
  const parts = document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]");
  const fonts = performance.getEntriesByType("resource").map((entry) => entry.name).filter((name) => name.includes("/static/"));
  return [...new Set([location.href.split("#")[0], ...[...parts].map((part) => part.href || part.src), ...fonts])];
}

const read = () => JSON.parse(localStorage.getItem(KEY) ?? "[]");
const write = (entries) => localStorage.setItem(KEY, JSON.stringify(entries));

export const uid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
  (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(c) / 4)))).toString(16));

// The office's answer as JSON; null when the network is gone and the entry was kept, with what was said meanwhile.
export async function postOrKeep(url, values, whenKept = {}) {
  const entry = { url, values: { ...values, uid: uid(), at: new Date().toISOString() } };
  if (!read().length) {
    try {
      return await post(entry);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  write([...read(), { ...entry, values: { ...entry.values, ...whenKept } }]);
  show();
  return null;
}

async function post({ url, values }) {
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    body: new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)),
  });
  const json = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (json) return answer.json();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.querySelector("#notice, .notice, main h1")?.textContent.trim().replace(/\s+/g, " ");
  throw Object.assign(new Error(words || answer.statusText), { status: answer.status });
}

const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

let sending = false;
async function send() {
  if (sending || !read().length) return show();
  sending = true;
  let sent = 0;
  try {
    for (let [entry] = [read()[0]]; entry; entry = read()[0]) {
      try {
        const answer = await post(entry);
        if (answer.conflict) conflict(answer.said);
        sent += 1;
      } catch (error) {
        if (error instanceof TypeError) break;
        if (error.status >= 500 || error.status === 429 || error.status === 401 || error.status === 403) break;
        conflict(`${new Date(entry.values.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" })} · ${line().dataset.saidRefused}: ${error.message}`);
      }
      write(read().slice(1));
    }
  } finally {
    sending = false;
    show();
  }
  if (sent && !read().length && line() && !line().querySelector("[data-conflicts]").children.length) location.reload();
}

function conflict(words) {
  const list = line()?.querySelector("[data-conflicts]");
  if (!list) return;
  list.hidden = false;
  list.append(Object.assign(document.createElement("li"), { textContent: words }));
}

function show() {
  if (!line()) return;
  line().querySelector("[data-offline]").hidden = navigator.onLine;
  const queue = line().querySelector("[data-queue]");
  queue.hidden = !read().length;
  queue.textContent = read().length ? `${read().length} ${line().dataset.saidKept}` : "";
}
