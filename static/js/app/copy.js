// data-copy="text" puts the text on the clipboard.
import { toast } from "./toasts.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  toast(document.body.dataset.saidCopied, "success");
});
