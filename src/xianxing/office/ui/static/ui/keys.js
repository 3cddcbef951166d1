/* Keys: elements carry data-key="j" and data-key-title="..."; "g n" (g, then n) goes to a page; ? shows them all. */
(function () {
  "use strict";
  var X = window.xianxing;
  var waiting = 0;

  function keyed() { return Array.from(document.querySelectorAll("[data-key]")).filter(function (element) { return element.offsetParent !== null || element.closest(".side"); }); }
  function press(key) {
    var element = keyed().find(function (candidate) { return candidate.dataset.key === key; });
    if (!element) return false;
    if (X.isTyping(element)) element.focus(); else element.click();
    return true;
  }
  var fixed = {
    "j": function () { return X.list.next(); },
    "k": function () { return X.list.previous(); },
    "x": function () { return X.list.select(); },
    "Enter": function () { return document.activeElement === document.body && X.list.open(); },
    "/": function () { X.palette.open(""); return true; },
    "?": function () { showSheet(); return true; },
    "g": function () { waiting = Date.now(); return true; }
  };
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); X.palette.open(""); return; }
    if (event.ctrlKey && event.key === "Enter" && event.target.form) { event.preventDefault(); submit(event.target.form); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || X.isTyping(event.target) || document.querySelector("dialog[open]")) return;
    var afterG = Date.now() - waiting < 1500;
    waiting = 0;
    var done = afterG ? press("g " + event.key) : press(event.key) || (fixed[event.key] && fixed[event.key]());
    if (done) event.preventDefault();
  });
  function submit(form) { if (form.requestSubmit) form.requestSubmit(); else form.submit(); }

  function line(key, title) { return X.make("li", {}, [X.make("kbd", {}, [key]), X.make("span", {}, [title])]); }
  function showSheet() {
    var list = X.make("ul", { "class": "keys" });
    var standing = [["Ctrl K", "keyPalette"], ["j", "keyNext"], ["k", "keyPrevious"], ["Enter", "keyOpen"], ["x", "keySelect"], ["?", "keySheet"], ["g", "keyGo"], ["Esc", "keyEscape"]];
    standing.forEach(function (pair) { list.append(line(pair[0], X.word(pair[1]))); });
    keyed().forEach(function (element) { list.append(line(element.dataset.key, element.dataset.keyTitle || element.textContent.trim() || element.title)); });
    var close = X.make("button", { "class": "tool", type: "button", "data-close-dialog": "", "aria-label": X.word("close") }, ["×"]);
    var dialog = X.make("dialog", { "class": "dialog-wide", "aria-labelledby": "keys-title", "data-light": "" }, [
      X.make("div", { "class": "dialog-head" }, [X.make("h2", { "class": "dialog-title", id: "keys-title" }, [X.word("keys")]), close]),
      X.make("div", { "class": "dialog-body" }, [list])
    ]);
    dialog.addEventListener("close", function () { dialog.remove(); });
    document.body.append(dialog);
    X.openDialog(dialog);
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-show-keys]")) showSheet();
  });
})();
