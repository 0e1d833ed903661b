// Toasts: good news leaves by itself, anything else stays until closed.
const STAYS = 8000;

export function toast(text, level = "info") {
  if (!text) return;
  const card = document.createElement("div");
  card.className = `toast-card toast-${level}`;
  card.dataset.toast = "";
  const words = document.createElement("span");
  words.textContent = text;
  card.append(words, closeButton());
  document.getElementById("toasts").append(card);
  leaveLater(card);
}

function closeButton() {
  const template = document.querySelector("template#toast-close");
  return template.content.cloneNode(true);
}

function leaveLater(card) {
  if (card.matches(".toast-error, .toast-warning")) return;
  let timer = setTimeout(() => card.remove(), STAYS);
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => (timer = setTimeout(() => card.remove(), STAYS / 2)));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  button?.closest("[data-toast], .notice")?.remove();
});
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-toast]").forEach(leaveLater);
});
document.addEventListener("toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail.level));
