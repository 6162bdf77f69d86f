/* Runs before the page is drawn: the reader's light or dark theme, or the system's, without a flash. */
"use strict";

(function () {
  const root = document.documentElement;
  let kept = {};
  try { kept = { mode: localStorage.getItem("mode"), theme: localStorage.getItem("theme") }; } catch (refused) { /* no storage: the system's */ }
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = kept.mode || "auto";
  root.dataset.theme = root.dataset.mode === "auto" ? (dark ? "dark" : "light") : kept.theme || root.dataset.mode;

  // Chromium leaves some text as boxes that it had shaped before the Chinese type came; a changed font property shapes all anew.
  document.fonts.addEventListener("loadingdone", (event) => {
    if (event.fontfaces.some((face) => face.family.includes("Report Han"))) {
      root.style.textRendering = root.style.textRendering ? "" : "optimizeLegibility";
    }
  });
})();
