// Appearance changes at once and is kept by the office; without this file the form posts and the page reloads.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter?.value) return;
  event.preventDefault();
  const theme = event.submitter.value;
  document.documentElement.dataset.theme = theme;
  form.querySelectorAll("[aria-pressed]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.value === theme));
  });
  form.closest("details").open = false;
  const body = new FormData(form);
  body.set("theme", theme);
  fetch(form.action, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } });
});
