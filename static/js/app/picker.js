// A text field with type-ahead (ARIA combobox). The server offers only what the person may see.
import { each } from "./boot.js";

let count = 0;

each("[data-picker]", (root) => {
  if (!root.dataset.ready) new Picker(root);
});

class Picker {
  constructor(root) {
    this.root = root;
    root.dataset.ready = "1";
    this.multiple = "multiple" in root.dataset;
    this.input = root.querySelector('input[type="text"]');
    this.value = root.querySelector('input[type="hidden"]');
    this.picked = root.querySelector(".picked");
    this.build();
    this.listen();
    this.picked.querySelectorAll("li").forEach((item) => item.append(this.remover(item)));
  }

  build() {
    const id = `picker-${++count}`;
    this.card = document.createElement("div");
    this.card.className = "picker-card";
    this.card.hidden = true;
    this.list = Object.assign(document.createElement("ul"), { id });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.root.closest(".field")?.querySelector("label")?.textContent.trim() ?? "");
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.card.append(this.list, this.status);
    this.root.append(this.card);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener("input", () => {
      if (!this.multiple) this.value.value = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), 160);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest('[role="option"]');
      if (!option) return;
      event.preventDefault();
      this.choose(option);
    });
  }

  async ask() {
    const text = this.input.value.trim();
    this.asking?.abort();
    if (!text) return this.close();
    this.asking = new AbortController();
    try {
      const url = `${this.root.dataset.picker}?q=${encodeURIComponent(text)}`;
      const response = await fetch(url, { signal: this.asking.signal, headers: { "HX-Request": "true" } });
      if (response.ok) this.show(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  show(answer) {
    const options = [...answer.querySelectorAll('[role="option"]')].filter((option) => !this.has(option.dataset.key));
    options.forEach((option) => (option.id = `${this.list.id}-${option.dataset.key}`));
    this.list.replaceChildren(...options);
    this.status.textContent = answer.querySelector("p")?.textContent ?? "";
    this.card.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(options[0]);
  }

  has(key) {
    return this.multiple && Boolean(this.picked.querySelector(`input[value="${CSS.escape(key)}"]`));
  }

  mark(option) {
    this.list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    const now = this.list.querySelector('[aria-selected="true"]');
    const shown = !this.card.hidden;
    if (event.key === "ArrowDown" && !shown) this.ask();
    else if (event.key === "ArrowDown") this.mark(now?.nextElementSibling ?? this.list.firstElementChild);
    else if (event.key === "ArrowUp" && shown) this.mark(now?.previousElementSibling ?? this.list.lastElementChild);
    else if (event.key === "Enter" && shown && now) this.choose(now);
    else if (event.key === "Escape" && shown) this.close();
    else if (event.key === "Backspace" && this.multiple && !this.input.value) this.picked.lastElementChild?.remove();
    else return;
    if (event.key !== "Backspace") event.preventDefault();
    if (event.key === "Escape") event.stopPropagation();
  }

  choose(option) {
    const { key, label } = option.dataset;
    if (this.multiple) this.add(key, label);
    else this.value.value = key;
    this.input.value = this.multiple ? "" : label;
    this.close();
    this.root.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { key, label } }));
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  add(key, label) {
    const item = document.createElement("li");
    const value = Object.assign(document.createElement("input"), { type: "hidden", value: key });
    value.name = this.root.dataset.name;
    const words = Object.assign(document.createElement("span"), { textContent: label });
    item.append(value, words, this.remover(item, label));
    this.picked.hidden = false;
    this.picked.append(item);
  }

  remover(item, label = item.textContent.trim()) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    button.setAttribute("aria-label", `${this.root.dataset.remove} ${label}`);
    button.addEventListener("click", () => {
      item.remove();
      this.picked.hidden = !this.picked.children.length;
      this.input.focus();
    });
    return button;
  }

  close() {
    this.card.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
