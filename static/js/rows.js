// [data-rows="prefix"]: rows of a form added without a round trip; without this script the form saves and comes back.
const NUMBER = /__prefix__/g;

function start(set) {
  const { rows: prefix } = set.dataset;
  const template = set.querySelector(":scope > template");
  const add = set.querySelector(":scope > [data-add-row]");
  const total = set.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  if (!template || !add || !total) return;
  add.hidden = false;
  set.querySelectorAll("[data-without-script]").forEach((button) => (button.hidden = true));
  add.addEventListener("click", () => {
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replace(NUMBER, total.value);
    const row = holder.firstElementChild;
    total.value = Number(total.value) + 1;
    template.before(row);
    window.htmx.process(row);
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: row } }));
    row.querySelector("select, input:not([type=hidden]), textarea")?.focus();
  });
}

const all = (element) => element.querySelectorAll?.("[data-rows]").forEach((set) => {
  if (set.dataset.ready) return;
  set.dataset.ready = "1";
  start(set);
});
document.addEventListener("DOMContentLoaded", () => all(document));
document.addEventListener("htmx:load", (event) => all(event.detail.elt));
