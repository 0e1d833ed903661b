// The administration: names and landmarks that its frame and widgets lack, so that a screen reader finds its way.
const MENDERS = [
  ["#main", (main) => main.setAttribute("role", "main")],
  ["ul.object-tools:not([role]), ul.select2-selection__rendered:not([role])", (list) => list.setAttribute("role", "group")],
  [".select2-selection__rendered > li:not([role])", (item) => item.setAttribute("role", "presentation")],
  [".help-tooltip[aria-label]:not([role])", (tip) => tip.setAttribute("role", "img")],
  ["thead th:not([role])", (head) => head.textContent.trim() || head.setAttribute("role", "cell")],
  [".select2-selection:not([aria-label])", nameSelection],
  [".select2-selection__rendered[role=textbox]:not([aria-label])", nameSelection],
  [".select2-search__field:not([aria-label])", nameSearch],
];

function mend() {
  for (const [selector, repair] of MENDERS) document.querySelectorAll(selector).forEach(repair);
}

function labelOf(select) {
  const label = select?.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const head = select?.closest("td")?.dataset.label;
  return (label?.textContent ?? head ?? select?.name ?? "").trim().replace(/\*$/, "").trim() || "…";
}

function nameSelection(element) {
  element.setAttribute("aria-label", labelOf(element.closest(".select2-container")?.previousElementSibling));
}

function nameSearch(element) {
  const own = element.closest(".select2-container");
  const select = own?.previousElementSibling?.matches("select") ? own.previousElementSibling : null;
  element.setAttribute("aria-label", select ? labelOf(select) : document.activeElement?.ariaLabel ?? "…");
}

document.addEventListener("DOMContentLoaded", () => {
  mend();
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
});
