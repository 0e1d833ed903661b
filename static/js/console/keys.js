// The console by keyboard: single keys while no field is being written in; Esc leaves a field.
import { here, keep, look, press } from "./desk.js";

const FIELDS = "input, select, textarea, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (!document.getElementById("console") || document.querySelector("dialog[open]")) return;
  const field = event.target.closest(FIELDS);
  if (field) return inField(event, field);
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const act = ACTS[event.key] ?? (/^[1-7]$/.test(event.key) ? () => ask(event.key) : null);
  // A focused button or link keeps its own Enter and space.
  if (!act || (event.target.closest("button, a, summary") && ["Enter", " "].includes(event.key))) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-console]");
  if (button) button.dataset.console === "help" ? help() : show();
});

const ACTS = {
  ArrowUp: () => step(-1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  j: () => step(1),
  Enter: () => press("open"),
  x: () => press("close"),
  " ": () => next(),
  n: () => field("n").focus(),
  c: () => field("c").focus(),
  s: () => field("s").focus(),
  f: () => field("f").focus(),
  d: () => formula("decision"),
  a: () => formula("action"),
  l: () => show(),
  "?": () => help(),
};

function inField(event, field) {
  if (event.key === "Escape") {
    if (field.closest("[data-sheet]")) keep(field.closest("[data-sheet]"));
    field.blur();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    field.form?.requestSubmit();
  }
}

const field = (key) => here().querySelector(`[data-key="${key}"]`);

function step(by) {
  const desks = [...document.querySelectorAll(".console-desk")];
  const next = desks[desks.indexOf(here()) + by];
  if (next) look(next.dataset.item);
}

function ask(digit) {
  const button = here().querySelector(`[data-digit="${digit}"]`);
  if (button) press("ask", { member: button.value });
}

function next() {
  const turn = here().querySelector(".console-turns .is-waiting");
  const speaking = here().querySelector(".console-turns .is-speaking");
  if (turn) press("give", { turn: turn.dataset.turn });
  else if (speaking) press("end", { turn: speaking.dataset.turn });
}

// The conclusion as it was worded becomes the words of the paragraph.
function formula(starts) {
  const select = field("f");
  select.value = [...select.options].find((option) => option.dataset.starts === starts)?.value ?? "";
  const { text_en, text_fr } = select.form.elements;
  const sheet = here().querySelector("[data-sheet]").elements;
  text_en.value ||= sheet.conclusion_en.value;
  text_fr.value ||= sheet.conclusion_fr.value;
  select.focus();
}

function show() {
  const dialog = document.getElementById("console-show");
  const sheet = here().querySelector("[data-sheet]").elements;
  const last = [...here().querySelectorAll("[data-paragraph-en]")].at(-1)?.dataset ?? {};
  const worded = sheet.conclusion_en.value || sheet.conclusion_fr.value;
  const [english, french] = dialog.querySelectorAll("p");
  english.textContent = worded ? sheet.conclusion_en.value : last.paragraphEn ?? "";
  french.textContent = worded ? sheet.conclusion_fr.value : last.paragraphFr ?? "";
  dialog.showModal();
}

function help() {
  document.getElementById("console-help").showModal();
}
