// The administration: the landmark that its frame lacks, so that a screen reader finds the content.
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("main")?.setAttribute("role", "main");
});
