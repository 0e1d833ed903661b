// Rows chosen for a bulk action: all, a range with Shift, and how many.
import { each } from "./boot.js";

each("form[data-bulk]", (form) => {
  const boxes = () => [...form.querySelectorAll('input[name="pk"]')];
  const all = form.querySelector("[data-all]");
  const said = form.querySelector("output");
  let last = null;

  const count = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    said.textContent = said.dataset.said.replace("0", chosen);
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
  };
  form.addEventListener("click", (event) => {
    const box = event.target.closest('input[name="pk"]');
    if (!box) return;
    const rows = boxes();
    if (event.shiftKey && last) {
      const [from, to] = [rows.indexOf(last), rows.indexOf(box)].sort((a, b) => a - b);
      rows.slice(from, to + 1).forEach((one) => (one.checked = box.checked));
    }
    last = box;
    count();
  });
  all.addEventListener("change", () => {
    boxes().forEach((box) => (box.checked = all.checked));
    count();
  });
  count();
});
