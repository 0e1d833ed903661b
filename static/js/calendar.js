// The calendar by keyboard (← → t) and by drag: dropping a deadline on a day opens the form that asks why.
document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: "before", ArrowRight: "after", t: "today" }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable], .table-around, [open] .menu-card")) return;
  const link = document.querySelector(`[data-step="${step}"]`);
  if (link) {
    event.preventDefault();
    link.click();
  }
});

let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  dragged.classList.add("is-dragged");
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  mark(null);
  dragged = null;
});

document.addEventListener("dragover", (event) => {
  const day = dropDay(event);
  if (day) event.preventDefault();
  mark(day);
});

document.addEventListener("drop", (event) => {
  const day = dropDay(event);
  if (!day) return;
  event.preventDefault();
  window.location.assign(`${dragged.dataset.move}?due_on=${day.dataset.day}`);
});

function dropDay(event) {
  const day = dragged && event.target.closest?.("[data-day]");
  return day && !day.classList.contains("is-closed") && day !== dragged.closest("[data-day]") ? day : null;
}

function mark(day) {
  document.querySelectorAll(".is-target").forEach((one) => one.classList.toggle("is-target", one === day));
  day?.classList.add("is-target");
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-select]")) event.target.select();
});
