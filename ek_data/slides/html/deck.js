"use strict";
(() => {
  const root = document.documentElement;
  const slides = [...document.querySelectorAll(".slide")];
  const figures = JSON.parse(document.getElementById("charts").textContent);
  const button = (name) => document.getElementById(name);
  const roomy = matchMedia("(min-width: 700px) and (min-height: 480px)"); // smaller windows get the page to scroll
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const MAGNIFIED = 1.85; // makes the charts' 13 px 24 px on a screen of 1920 × 1080
  const LINE = 36; // characters of a row's name on a slide, where there is more room than on a page
  const UNMARKED = ["INPUT", "BUTTON", "A", "SUMMARY"];
  let at = 0;
  let reading = false;

  const shown = () => root.classList.contains("show");
  const rem = () => parseFloat(getComputedStyle(root).fontSize);

  function rewrapped(text) {
    const lines = [""];
    for (const word of text.replaceAll("-<br>", "-").replaceAll("<br>", " ").split(" ")) {
      const line = `${lines.at(-1)} ${word}`.trim();
      if (line.length <= LINE) lines[lines.length - 1] = line;
      else lines.push(word);
    }
    return lines.filter(Boolean).join("<br>");
  }

  function onStage(layout, place) {
    const zoom = (rem() / 16) * MAGNIFIED;
    const width = Math.floor(place.clientWidth / zoom);
    const height = Math.floor(Math.min(place.clientHeight / zoom, layout.height * 2.4));
    const named = layout.yaxis?.ticktext?.some((text) => text.includes("<br>"));
    const yaxis = named ? { ...layout.yaxis, ticktext: layout.yaxis.ticktext.map(rewrapped) } : layout.yaxis;
    const uniformtext = layout.uniformtext && { ...layout.uniformtext, minsize: layout.font.size };
    return { ...layout, yaxis, width, height, ...(uniformtext && { uniformtext }) };
  }

  function draw(place) {
    const theme = dark.matches && !root.classList.contains("printing") ? "dark" : "light";
    const { data, layout } = figures[place.dataset.chart][theme];
    const font = { ...layout.font, family: "system-ui, sans-serif" };
    const adapted = shown() ? onStage({ ...layout, font }, place) : { ...layout, font, width: place.clientWidth };
    place.replaceChildren(document.createElement("div"));
    Plotly.newPlot(place.firstChild, data, adapted, { displayModeBar: false, staticPlot: false });
  }

  const drawAll = () => document.querySelectorAll(".chart").forEach(draw);
  const magnify = () => root.style.setProperty("--scale", (rem() / 16) * MAGNIFIED);

  function arrange() {
    root.classList.toggle("show", roomy.matches && !reading);
    button("read").hidden = !roomy.matches;
    magnify();
    drawAll();
    go(at, { quiet: true });
  }

  function go(number, { quiet = false } = {}) {
    at = Math.max(0, Math.min(slides.length - 1, number));
    slides.forEach((slide, place) => slide.classList.toggle("current", place === at));
    button("previous").disabled = at === 0;
    button("next").disabled = at === slides.length - 1;
    if (quiet || !shown()) return;
    document.querySelectorAll("details[open]").forEach((details) => (details.open = false));
    history.replaceState(null, "", `#${at + 1}`);
    document.getElementById("announcement").textContent = slides[at].dataset.said;
  }

  function fullscreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.();
  }

  function escape() {
    const open = document.querySelector("details[open]");
    if (open) open.open = false;
    else if (document.fullscreenElement) document.exitFullscreen();
  }

  const KEYS = {
    ArrowRight: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    PageDown: () => go(at + 1),
    PageUp: () => go(at - 1),
    " ": (event) => go(at + (event.shiftKey ? -1 : 1)),
    Home: () => go(0),
    End: () => go(slides.length - 1),
    f: fullscreen,
    F: fullscreen,
    Escape: escape,
  };

  document.addEventListener("keydown", (event) => {
    const marked = event.key === " " && UNMARKED.includes(event.target.tagName);
    const scrolling = event.target.closest?.(".scroll") && event.key !== "Escape";
    const act = KEYS[event.key];
    if (!act || !shown() || marked || scrolling || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act(event);
  });

  let touch = null;
  document.addEventListener("touchstart", (event) => {
    touch = event.touches.length === 1 && !event.target.closest(".scroll") ? event.touches[0] : null;
  }, { passive: true, capture: true });
  document.addEventListener("touchend", (event) => {
    if (!touch || !shown()) return;
    const [x, y] = [event.changedTouches[0].clientX - touch.clientX, event.changedTouches[0].clientY - touch.clientY];
    if (Math.abs(x) > 50 && Math.abs(x) > 1.5 * Math.abs(y)) go(at + (x < 0 ? 1 : -1));
  }, { passive: true, capture: true });

  button("next").addEventListener("click", () => go(at + 1));
  button("previous").addEventListener("click", () => go(at - 1));
  button("screen").addEventListener("click", fullscreen);
  button("screen").hidden = !root.requestFullscreen;
  button("read").addEventListener("click", () => {
    reading = !reading;
    arrange();
    if (reading) slides[at].scrollIntoView();
  });

  const numbered = () => (Number.parseInt(location.hash.slice(1), 10) || 1) - 1;
  window.addEventListener("hashchange", () => go(numbered()));
  roomy.addEventListener("change", arrange);
  dark.addEventListener("change", drawAll);
  let width = innerWidth;
  window.addEventListener("resize", () => {
    magnify();
    if (!shown() && width !== innerWidth) drawAll();
    width = innerWidth;
  });

  window.addEventListener("beforeprint", () => {
    root.classList.add("show", "printing");
    magnify();
    drawAll(); // because the charts carry the colours of the screen
  });
  window.addEventListener("afterprint", () => {
    root.classList.remove("printing");
    arrange();
  });

  document.querySelector(".controls").hidden = false;
  at = Math.min(slides.length - 1, Math.max(0, numbered()));
  arrange();
})();
