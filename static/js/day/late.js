// Now and next by this device's clock; a tap moves the later stops at once, whether the office hears of it now or later.
import { postOrKeep } from "./queue.js";

const clock = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" });
const MINUTE = 60_000;

document.addEventListener("DOMContentLoaded", () => {
  const day = document.querySelector("[data-day]");
  if (!day) return;
  tick(day);
  setInterval(() => tick(day), 15_000);
  day.querySelector("[data-late]")?.addEventListener("submit", (event) => tapped(event, day));
});

const stopsOf = (day) => [...day.querySelectorAll("[data-stop]")].map((element) => ({
  element,
  starts: new Date(element.dataset.starts),
  minutes: Number(element.dataset.minutes),
  travel: Number(element.dataset.travel),
  movable: element.dataset.movable === "1",
  title: element.dataset.title,
}));
const ends = (stop) => new Date(stop.starts.getTime() + stop.minutes * MINUTE);

function tick(day) {
  const now = new Date();
  const stops = stopsOf(day);
  const current = stops.find((stop) => stop.starts <= now && now < ends(stop));
  const next = stops.find((stop) => stop.starts > now);
  for (const stop of stops) {
    stop.element.classList.toggle("is-now", stop === current);
    stop.element.classList.toggle("is-past", ends(stop) <= now);
  }
  if (current) day.querySelector("[data-now-title]").textContent = current.title;
  if (next) {
    day.querySelector("[data-next-title]").textContent = next.title;
    day.querySelector("[data-next-at]").textContent = clock(next.starts);
  }
}

async function tapped(event, day) {
  event.preventDefault();
  const form = event.target;
  const minutes = Number(event.submitter?.value ?? 12);
  const buttons = form.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  try {
    const answer = await postOrKeep(form.action, { minutes });
    if (answer) return location.reload();
    move(day, form, minutes);
  } catch (error) {
    warn(form, error.message);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

// The same rule as the office's: the stop under way lasts longer, every later movable one moves, the first fixed is named.
function move(day, form, minutes) {
  const now = new Date();
  const stops = stopsOf(day).filter((stop) => ends(stop) > now);
  for (const stop of stops) {
    if (stop.starts <= now) stop.element.dataset.minutes = stop.minutes += minutes;
    else if (stop.movable) {
      stop.starts = new Date(stop.starts.getTime() + minutes * MINUTE);
      stop.element.dataset.starts = stop.starts.toISOString();
      stop.element.classList.add("is-moved");
    }
    stop.element.querySelector("[data-from]").textContent = clock(stop.starts);
    stop.element.querySelector("[data-to]").textContent = clock(ends(stop));
  }
  const over = (before, stop) => Math.floor((ends(before) - stop.starts) / MINUTE) + stop.travel;
  const short = stops.map((stop, place) => [stop, place && over(stops[place - 1], stop)]).find(([stop, over]) => !stop.movable && over > 0);
  warn(form, short ? form.dataset.saidFixed.replace("{stop}", short[0].title).replace("{minutes}", short[1]) : "");
  tick(day);
}

function warn(form, words) {
  const warning = form.querySelector("[data-fixed-warning]");
  warning.hidden = !words;
  warning.textContent = words;
}
