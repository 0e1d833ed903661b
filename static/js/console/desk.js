// The desks of the items: forms become entries, texts keep themselves, parts follow what the office answers.
import { tick } from "./clock.js";
import { Queue } from "./queue.js";

const WAIT = 1500;
let root;
let queue;
const timers = new Map();

export const here = () => root.querySelector(".console-desk:not([hidden])");

export function start(element) {
  root = element;
  queue = new Queue(root, { kept, changed });
  for (const button of document.querySelectorAll("[data-console]")) button.hidden = false;
  for (const button of root.querySelectorAll("[data-without-script]")) button.hidden = true;
  root.addEventListener("submit", submitted);
  root.addEventListener("input", (event) => typed(event.target.closest("[data-sheet]")));
  root.addEventListener("click", clicked);
  for (const entry of queue.waiting) if (entry.kind === "sheet") fill(sheetOf(entry.item), entry.data);
  changed(queue);
  tick(root);
  setInterval(() => tick(root), 1000);
}

export function look(item) {
  const desk = document.getElementById(`desk-${item}`);
  if (!desk) return;
  for (const one of root.querySelectorAll(".console-desk")) one.hidden = one !== desk;
  history.replaceState(null, "", `?item=${item}`);
  mark();
}

export function press(kind, data = {}) {
  const item = Number(here().dataset.item);
  if (kind === "ask") data.turn = crypto.randomUUID();
  queue.add(kind, item, data);
  if (kind === "open" || kind === "close") run(item, kind === "open");
  if (kind === "ask") listed(data);
  if (kind === "give" || kind === "end") spoken(data.turn, kind === "give");
}

function mark() {
  const item = here()?.dataset.item;
  for (const link of root.querySelectorAll("[data-look]")) {
    if (link.dataset.look === item) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// What was pressed, typed, clicked

function submitted(event) {
  const form = event.target.closest("[data-entry]");
  if (!form) return;
  event.preventDefault();
  if (form.matches("[data-sheet]")) return keep(form);
  const { csrfmiddlewaretoken, kind, item, ...data } = Object.fromEntries(new FormData(form, event.submitter));
  if (form.matches("[data-marking]") && !(data.formula && (data.text_en || data.text_fr))) {
    return form.querySelector(data.formula ? "textarea" : "select").focus();
  }
  press(kind, data);
  if (form.matches("[data-marking], .console-other")) form.reset();
  // Worded as a paragraph now: a later text of the sheet must not bring it back.
  if (kind === "mark") fill(sheetOf(item), { conclusion_en: "", conclusion_fr: "" });
}

function typed(sheet) {
  if (!sheet) return;
  clearTimeout(timers.get(sheet));
  timers.set(sheet, setTimeout(() => keep(sheet), WAIT));
}

export function keep(sheet) {
  clearTimeout(timers.get(sheet));
  timers.delete(sheet);
  queue.add("sheet", Number(sheet.closest("[data-item]").dataset.item), texts(sheet));
}

function texts(sheet) {
  const { notes, conclusion_en, conclusion_fr, seen } = sheet.elements;
  return { notes: notes.value, conclusion_en: conclusion_en.value, conclusion_fr: conclusion_fr.value, seen: Number(seen.value) };
}

function clicked(event) {
  const link = event.target.closest("[data-look]");
  if (link) {
    event.preventDefault();
    look(link.dataset.look);
  }
  const sheet = event.target.closest("[data-sheet]");
  if (event.target.closest("[data-mine]")) settle(sheet, texts(sheet));
  if (event.target.closest("[data-take]")) settle(sheet, { ...texts(sheet), ...sheet.theirs });
}

function settle(sheet, chosen) {
  fill(sheet, chosen);
  sheet.querySelector("[data-conflict]").hidden = true;
  keep(sheet);
}

// What the office answered

function kept(entry, answer) {
  if (entry === null) return replace(answer);
  if (entry === undefined) return;
  const sheet = sheetOf(entry.item);
  if (answer.state === "conflict" && sheet) return conflict(sheet, answer);
  if (answer.state === "refused") return refuse(entry, answer.answer);
  if (answer.seen && sheet) sheet.elements.seen.value = answer.seen;
}

function conflict(sheet, answer) {
  sheet.elements.seen.value = answer.seen;
  sheet.theirs = Object.fromEntries(answer.theirs.map(([name, , theirs]) => [name, theirs]));
  const list = sheet.querySelector("[data-theirs]");
  list.replaceChildren(...answer.theirs.map(([, label, theirs]) => pair(label, theirs)));
  sheet.querySelector("[data-conflict]").hidden = false;
}

function pair(label, text) {
  const row = document.createElement("div");
  row.append(Object.assign(document.createElement("dt"), { textContent: label }));
  row.append(Object.assign(document.createElement("dd"), { textContent: text }));
  return row;
}

function refuse({ kind, item, data }, words) {
  const form = kind === "mark" && document.getElementById(`desk-${item}`)?.querySelector("[data-marking]");
  if (form) for (const [name, value] of Object.entries(data)) if (form.elements[name]) form.elements[name].value = value;
  const line = document.getElementById("console-line");
  line.refused = `${line.dataset.refused} ${words}`;
  changed(queue);
}

function replace(parts) {
  // What is still on its way would vanish from a page made before it arrived.
  if (queue.waiting.length) return;
  for (const [id, html] of Object.entries(parts)) {
    const place = document.getElementById(id);
    if (place && place.said !== html && !place.contains(document.activeElement)) {
      place.innerHTML = html;
      place.said = html;
    }
  }
  mark();
  tick(root);
}

// What is shown meanwhile

function changed({ waiting, online }) {
  const line = document.getElementById("console-line");
  const words = line.querySelector("span");
  line.classList.toggle("is-offline", !online);
  line.classList.toggle("is-waiting", waiting.length > 0);
  const said = online ? line.dataset.saved : line.dataset.offline;
  words.textContent = line.refused ?? (waiting.length ? `${online ? "" : said} ${line.dataset.waiting} ${waiting.length}`.trim() : said);
  delete line.refused;
  for (const desk of root.querySelectorAll(".console-desk")) queued(desk, waiting);
}

function queued(desk, waiting) {
  const list = desk.querySelector("[data-queue]");
  const own = waiting.filter((entry) => String(entry.item) === desk.dataset.item);
  list.hidden = own.length === 0;
  list.replaceChildren(...own.map((entry) => Object.assign(document.createElement("li"), { textContent: told(entry) })));
}

function told({ at, kind, data }) {
  const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const said = data.member ?? data.label ?? data.text_en ?? data.text_fr ?? data.notes ?? "";
  const label = root.dataset[`word${kind[0].toUpperCase()}${kind.slice(1)}`] ?? kind;
  return `${time} · ${label}${said ? ` · ${said.slice(0, 60)}` : ""}`;
}

function listed({ turn, member, label }) {
  const list = here().querySelector(".console-turns");
  list.querySelector(".nothing-yet")?.remove();
  const row = Object.assign(document.createElement("li"), { className: "is-waiting", textContent: member ?? label });
  row.dataset.turn = turn;
  list.append(row);
}

function spoken(turn, begins) {
  for (const row of here().querySelectorAll(".is-speaking")) row.className = "is-spoken";
  if (begins) here().querySelector(`[data-turn="${turn}"]`).className = "is-speaking";
}

function run(item, runs) {
  for (const clock of root.querySelectorAll(".console-time [data-clock]")) {
    const own = clock.closest(".console-desk").dataset.item === String(item);
    if (runs && own) clock.dataset.since ??= new Date().toISOString();
    if (!runs === own && clock.dataset.since) stop(clock);
  }
  tick(root);
}

function stop(clock) {
  clock.dataset.used = Number(clock.dataset.used) + (Date.now() - Date.parse(clock.dataset.since)) / 1000;
  delete clock.dataset.since;
}

const sheetOf = (item) => document.getElementById(`desk-${item}`)?.querySelector("[data-sheet]");
const fill = (sheet, data) => {
  for (const name of ["notes", "conclusion_en", "conclusion_fr"]) if (name in data && sheet) sheet.elements[name].value = data[name];
};
