// Clocks that count from a moment of the office: data-used seconds, and on since data-since.
export function tick(root) {
  for (const clock of root.querySelectorAll("[data-clock]")) {
    const since = clock.dataset.since ? (Date.now() - Date.parse(clock.dataset.since)) / 1000 : 0;
    const seconds = Math.max(0, Math.floor(Number(clock.dataset.used) + since));
    clock.textContent = clock.dataset.since || seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "–";
    const planned = Number(clock.closest(".console-desk").dataset.planned);
    clock.closest(".console-time")?.classList.toggle("over", planned > 0 && seconds > planned);
  }
}
