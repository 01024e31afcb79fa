// Paper: one slide a page in the light theme, or a hand-out with the notes below each slide.
function handout(on = !root.classList.contains("handout")) {
  root.classList.toggle("handout", on);
  byId("handout").setAttribute("aria-pressed", on);
  document.querySelector(".sheets")?.remove();
  if (on) {
    const sheets = slides.map((slide) => element("article", "sheet", element("div", "thumb show", copyOf(slide)), notesOf(slide)));
    byId("slides").after(element("div", "sheets", ...sheets));
  }
  arrange();
}

addEventListener("beforeprint", () => {
  root.classList.add("printing");
  if (!root.classList.contains("handout")) root.classList.add("show");
});
addEventListener("afterprint", () => {
  root.classList.remove("printing");
  arrange();
});
