/* Runs in the head, before anything is drawn: the chosen theme must not flash. */
(function () {
  "use strict";
  var media = { light: "not all", dark: "screen", auto: "screen and (prefers-color-scheme: dark)" };
  function stored() {
    try { return localStorage.getItem("xianxing-theme") || "auto"; } catch (error) { return "auto"; }
  }
  function show(choice) {
    var link = document.getElementById("dark");
    if (link) link.media = media[choice] || media.auto;
    document.documentElement.dataset.theme = choice;
  }
  show(stored());
  window.xianxing = { theme: { stored: stored, choose: function (choice) {
    try { localStorage.setItem("xianxing-theme", choice); } catch (error) { /* a private window forgets it */ }
    show(choice);
  } } };
})();
