// data-sortable="url": rows dragged by their grip, or moved with the arrow keys on it; the new order is posted.
// Posts `key` once per row in order; with data-sortable-nested also `parent` (empty at the top) for each.
import Sortable from "sortablejs";

const live = () => document.getElementById("sortable-said");

function start(root) {
  if (root.dataset.ready) return;
  root.dataset.ready = "1";
  const lists = [root, ...root.querySelectorAll("[data-sortable-list]")];
  for (const list of lists) {
    Sortable.create(list, {
      group: "sortableNested" in root.dataset ? `nested-${root.id}` : undefined,
      handle: ".grip",
      draggable: "[data-key]",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      ghostClass: "sort-ghost",
      fallbackOnBody: true,
      swapThreshold: 0.65,
      onEnd: (event) => {
        if (event.oldIndex !== event.newIndex || event.from !== event.to) post(root);
      },
    });
  }
}

// One ear for the whole page: a list just swapped in hears the next key before anything has settled.
document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.("[data-sortable] .grip");
  if (grip) move(grip.closest("[data-sortable]"), grip, event);
});

function move(root, grip, event) {
  const steps = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: "out", ArrowRight: "in" };
  if (!(event.key in steps)) return;
  const item = grip.closest("[data-key]");
  const step = steps[event.key];
  const moved = typeof step === "number" ? sideways(item, step) : "sortableNested" in root.dataset && nest(item, step);
  event.preventDefault();
  if (!moved) return;
  grip.focus();
  say(item);
  clearTimeout(root.timer);
  root.timer = setTimeout(() => post(root, item.dataset.key), 600);
}

function sideways(item, step) {
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other?.matches("[data-key]")) return false;
  if (step < 0) other.before(item);
  else other.after(item);
  return true;
}

function nest(item, way) {
  if (way === "in") {
    const list = item.previousElementSibling?.querySelector(":scope > [data-sortable-list], :scope > * > [data-sortable-list]");
    list?.append(item);
    return Boolean(list);
  }
  const parent = item.parentElement.closest("[data-key]");
  parent?.after(item);
  return Boolean(parent);
}

function say(item) {
  const place = [...item.parentElement.children].filter((one) => one.matches("[data-key]")).indexOf(item) + 1;
  if (live()) live().textContent = `${item.dataset.label ?? ""} ${place}`;
}

function post(root, focus) {
  const items = [...root.querySelectorAll("[data-key]")];
  const values = { key: items.map((item) => item.dataset.key) };
  if ("sortableNested" in root.dataset) {
    values.parent = items.map((item) => item.parentElement.closest("[data-key]")?.dataset.key ?? "");
  }
  const target = root.dataset.target ?? `#${root.id}`;
  // An answer on its way may have put another list in this one's place meanwhile.
  const source = document.getElementById(root.id) ?? root;
  window.htmx.ajax("POST", root.dataset.sortable, { source, values, target, swap: root.dataset.swap ?? "outerHTML" })
    .then(() => focus && document.querySelector(`[data-key="${focus}"] .grip`)?.focus());
}

const all = (element) => {
  if (element.matches?.("[data-sortable]")) start(element);
  element.querySelectorAll?.("[data-sortable]").forEach(start);
};
document.addEventListener("DOMContentLoaded", () => all(document));
document.addEventListener("htmx:load", (event) => all(event.detail.elt));
