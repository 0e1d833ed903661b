// [data-seating="url"]: guests dragged to seats, or picked up and put down with Enter; the server answers with the plan.
// Posts `guest` and `number`; `data-unseat` takes `guest`, `data-mark` takes `number` with `locked` or `accessible`.
let held = null;
let drag = null;

const plan = () => document.querySelector("[data-seating]");
const chairs = () => [...plan().querySelectorAll("[data-seat]")];
const chair = (number) => plan()?.querySelector(`[data-seat="${number}"]`);
const nameOf = (element) => (element.querySelector("title") ?? element).textContent.trim();

function say(text) {
  const live = document.getElementById("seating-said");
  if (live) live.textContent = text;
}

function post(url, values, focus) {
  return window.htmx
    .ajax("POST", url, { source: plan(), values, target: "#plan", swap: "outerHTML" })
    .then(() => focus && chair(focus)?.focus());
}

function seat(guest, number) {
  letGo();
  return post(plan().dataset.seating, { guest, number }, number);
}

function pickUp(element) {
  letGo();
  held = { guest: element.dataset.guest, element };
  element.classList.add("held");
  say(`${nameOf(element)}: ${plan().dataset.saidHeld}`);
}

function letGo() {
  held?.element.classList.remove("held");
  held = null;
}

function choose(element) {
  if (held && element.dataset.seat && held.element !== element) return seat(held.guest, element.dataset.seat);
  if (held?.element === element) return letGo();
  if (element.dataset.guest) pickUp(element);
}

function mark(element, name, css) {
  const value = element.classList.contains(css) ? 0 : 1;
  post(plan().dataset.mark, { number: element.dataset.seat, [name]: value }, element.dataset.seat);
}

// The seat that lies nearest in the direction of an arrow.
function neighbour(from, key) {
  const here = centre(from);
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const found = chairs()
    .filter((one) => one !== from)
    .map((one) => {
      const there = centre(one);
      const dx = there.x - here.x;
      const dy = there.y - here.y;
      const ahead = dx * way[0] + dy * way[1];
      const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      return { one, ahead, cost: ahead + 2.5 * aside };
    })
    .filter(({ ahead }) => ahead > 4);
  return found.sort((a, b) => a.cost - b.cost)[0]?.one;
}

function centre(element) {
  const box = element.querySelector("circle").getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const KEYS = {
  Enter: choose,
  " ": choose,
  Delete: (one) => one.dataset.guest && post(plan().dataset.unseat, { guest: one.dataset.guest }, one.dataset.seat),
  f: (one) => mark(one, "locked", "fixed"),
  a: (one) => mark(one, "accessible", "accessible"),
};

document.addEventListener("keydown", (event) => {
  if (!plan()) return;
  if (event.key === "Escape" && held) {
    say(plan().dataset.saidBack);
    return letGo();
  }
  const element = event.target.closest?.("[data-seating] [data-seat], [data-seating] [data-guest]");
  if (!element || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow") && element.dataset.seat) {
    event.preventDefault();
    return neighbour(element, event.key)?.focus();
  }
  const act = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  if (!act || (!element.dataset.seat && act !== choose)) return;
  event.preventDefault();
  act(element);
});

document.addEventListener("pointerdown", (event) => {
  const element = event.target.closest?.("[data-seating] [data-guest], [data-seating] [data-seat]");
  if (!element || event.button) return;
  drag = { element, x: event.clientX, y: event.clientY, ghost: null };
});

document.addEventListener("pointermove", (event) => {
  if (!drag?.element.dataset.guest) return;
  if (!drag.ghost && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
  if (!drag.ghost) {
    drag.ghost = document.createElement("div");
    drag.ghost.className = "seat-ghost";
    drag.ghost.textContent = nameOf(drag.element).split(",").slice(0, 2).join(",");
    document.body.append(drag.ghost);
  }
  drag.ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
  document.querySelectorAll(".chair.over").forEach((one) => one.classList.remove("over"));
  under(event)?.classList.add("over");
});

function under(event) {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-seating] [data-seat]");
}

document.addEventListener("pointerup", (event) => {
  if (!drag) return;
  const { element, ghost } = drag;
  drag = null;
  ghost?.remove();
  document.querySelectorAll(".chair.over").forEach((one) => one.classList.remove("over"));
  if (!ghost) return choose(element);
  const target = under(event);
  if (target && target !== element) seat(element.dataset.guest, target.dataset.seat);
});

document.addEventListener("pointercancel", () => {
  drag?.ghost?.remove();
  drag = null;
});
