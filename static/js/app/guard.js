// Nothing typed is ever lost: a warning before leaving, and a draft in this tab until the office has accepted it.
import { each } from "./boot.js";

const PREFIX = "draft:";
const SKIPPED = "csrfmiddlewaretoken seen";
const dirty = new Set();

const keyOf = (form) => `${PREFIX}${location.pathname}#${form.id || "form"}`;
const isKept = (field) =>
  field.name && !SKIPPED.includes(field.name) && !["password", "file", "submit", "button"].includes(field.type)
  && !field.closest("[data-private]");

each("form[data-guard]", (form) => {
  if (form.dataset.guarded) return;
  form.dataset.guarded = "1";
  if (form.querySelector(".error-summary")) dirty.add(form);
  offer(form);
  form.addEventListener("input", () => touched(form));
  form.addEventListener("change", () => touched(form));
  form.addEventListener("submit", () => {
    dirty.delete(form);
    mark(form, { sent: true });
  });
});

window.addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  if (dirty.size) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches?.("[data-sign-out]")) return;
  forget(() => true);
  window.caches?.delete("visits"); // what the pages of the day keep for places without network
});
document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector(".toast-success")) forget((draft) => draft.sent);
});

function touched(form) {
  dirty.add(form);
  clearTimeout(form.draftTimer);
  form.draftTimer = setTimeout(() => mark(form, { sent: false }), 400);
}

function mark(form, extra) {
  if ("private" in form.dataset) return;
  const values = [...form.elements].filter(isKept).map(({ name, type, value, checked }) => ({ name, type, value, checked }));
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify({ values, at: Date.now(), ...extra }));
  } catch {
    // A full or closed store only costs the draft.
  }
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget(which) {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(PREFIX) && which(read(key) ?? {}))
    .forEach((key) => sessionStorage.removeItem(key));
}

function offer(form) {
  const draft = read(keyOf(form));
  if (!draft || !differs(form, draft)) return;
  const note = form.ownerDocument.querySelector("template#draft-note")?.content.firstElementChild.cloneNode(true);
  if (!note) return;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(draft.at);
  note.querySelector("time").textContent = time;
  note.querySelector("[data-take]").addEventListener("click", () => {
    restore(form, draft);
    note.remove();
  });
  note.querySelector("[data-drop]").addEventListener("click", () => {
    sessionStorage.removeItem(keyOf(form));
    note.remove();
  });
  form.before(note);
}

function pairs(form, draft) {
  const fields = [...form.elements].filter(isKept);
  const left = [...draft.values];
  return fields.flatMap((field) => {
    const place = left.findIndex(({ name, type, value }) =>
      name === field.name && type === field.type && (!["checkbox", "radio"].includes(type) || value === field.value));
    return place < 0 ? [] : [[field, left.splice(place, 1)[0]]];
  });
}

function differs(form, draft) {
  return pairs(form, draft).some(([field, kept]) => field.value !== kept.value || field.checked !== kept.checked);
}

function restore(form, draft) {
  for (const [field, kept] of pairs(form, draft)) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = kept.checked;
    else field.value = kept.value;
  }
  dirty.add(form);
}
