// At the gate: a code typed, scanned by a reader or by the camera; the list kept on the device decides without network.
import { postOrKeep } from "./queue.js";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("[data-gate]");
  if (!form) return;
  const cards = JSON.parse(document.getElementById("gate-cards").textContent);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    scan(form, cards, form.code.value, event.submitter?.value ?? "in");
  });
  document.querySelectorAll("[data-pass]").forEach((button) =>
    button.addEventListener("click", (event) => {
      event.preventDefault();
      scan(form, cards, button.dataset.pass, button.value);
    }));
  camera(form, cards);
});

async function scan(form, cards, typed, direction) {
  const code = typed.trim();
  if (!code) return form.code.focus();
  const local = await verdict(cards, code, direction);
  try {
    const answer = await postOrKeep(form.action, { code, direction, gate: form.gate?.value }, { said: local.admitted });
    if (answer) {
      say(form, answer.admitted, answer.said);
      if (answer.admitted) mark(answer.visitor, direction);
    } else {
      say(form, local.admitted, local.said);
      if (local.admitted) mark(local.visitor, direction);
    }
  } catch (error) {
    say(form, false, error.message);
  }
  form.code.value = "";
  form.code.focus();
}

async function verdict(cards, code, direction) {
  const digest = await sha256(code);
  const card = cards.list.find((each) => (each.digest && each.digest === digest) || each.number === code.toUpperCase());
  if (!card) return { admitted: false, said: cards.unknown };
  const admitted = direction === "out" || !card.why;
  return { admitted, visitor: card.visitor, said: admitted ? `${card.name} · ${direction === "out" ? cards.out : cards.in}` : `${card.name}: ${card.why}` };
}

async function sha256(text) {
  if (!crypto.subtle) return "";
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(form, admitted, words) {
  const place = document.querySelector("[data-verdict]");
  place.className = `verdict ${admitted ? "verdict-good" : "verdict-bad"}`;
  place.textContent = words;
  navigator.vibrate?.(admitted ? 80 : [200, 80, 200]);
}

function mark(visitor, direction) {
  const row = document.querySelector(`[data-visitor="${visitor}"]`);
  if (!row) return;
  row.classList.toggle("is-inside", direction === "in");
  row.querySelector("[data-inside]").hidden = direction !== "in";
}

// The camera reads for one direction until its button is pressed again or nothing came for a minute.
// A code that stays in front of it counts once; gone for three seconds, it counts anew.
function camera(form, cards) {
  const buttons = [...document.querySelectorAll("[data-camera]")];
  if (!buttons.length || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const video = document.querySelector("[data-video]");
  let direction = null, reading = false;
  const turn = (to) => {
    direction = to;
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === direction)));
  };
  buttons.forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      turn(direction === button.value ? null : button.value);
      if (!direction || reading) return;
      reading = true;
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null);
      if (stream) await read(video, stream, () => direction, (code) => scan(form, cards, code, direction));
      else say(form, false, button.dataset.saidNone);
      reading = false;
      turn(null);
    });
  });
  turn(null);
}

async function read(video, stream, direction, take) {
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  video.srcObject = stream;
  video.hidden = false;
  await video.play().catch(() => {});
  const seen = new Map();
  for (let end = Date.now() + 60_000; direction() && Date.now() < end; await new Promise((done) => setTimeout(done, 250))) {
    const [found] = await detector.detect(video).catch(() => []);
    if (!found) continue;
    const key = `${direction()} ${found.rawValue}`;
    const isNew = Date.now() - (seen.get(key) ?? 0) > 3_000;
    seen.set(key, Date.now());
    if (isNew) await take(found.rawValue);
    end = Date.now() + 60_000;
  }
  stream.getTracks().forEach((track) => track.stop());
  video.hidden = true;
}
