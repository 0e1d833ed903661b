// Menus are <details>: one open at a time, closed by Escape or a click elsewhere; they work without this file.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("details[data-menu]") || !menu.open) return;
  for (const other of open()) if (other !== menu && !other.contains(menu)) other.open = false;
}, true);
