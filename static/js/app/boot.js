// htmx with its strict settings (see the meta tag in web/frame.html), and focus where the reader must look.
import htmx from "htmx.org";
import { toast } from "./toasts.js";

window.htmx = htmx;

export function each(selector, setUp) {
  const run = (root) => {
    if (root.matches?.(selector)) setUp(root);
    root.querySelectorAll?.(selector).forEach(setUp);
  };
  document.addEventListener("DOMContentLoaded", () => run(document));
  document.addEventListener("htmx:load", (event) => run(event.detail.elt));
}

each("[data-focus]", (element) => {
  if (element.dataset.focused) return;
  element.dataset.focused = "1";
  element.focus();
  element.scrollIntoView({ block: "nearest" });
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => toast(document.body.dataset.saidOffline, "error"));
}
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500 || event.detail.xhr.status === 429) {
    toast(document.body.dataset.saidOffline, "error");
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector("[data-search-key]");
  if (search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});
