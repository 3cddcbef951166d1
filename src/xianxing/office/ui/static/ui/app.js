/* Shared ground of the pages: words, CSRF, toasts, dialogs, menus, copying, printing. */
(function () {
  "use strict";
  var X = window.xianxing = window.xianxing || {};
  var wordList = document.getElementById("words");

  X.word = function (name) { return (wordList && wordList.dataset[name]) || ""; };
  X.csrf = function () { return document.body.dataset.csrf || ""; };
  X.make = function (tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  };
  X.isTyping = function (target) {
    return Boolean(target.closest && target.closest("input, textarea, select, [contenteditable]"));
  };

  /* Toasts: a plain one leaves after eight seconds, one with a way back after fifteen, a warning stays. */
  function leave(toast) {
    var level = toast.classList;
    if (level.contains("toast-error") || level.contains("toast-warning")) return;
    setTimeout(function () {
      if (toast.matches(":hover, :focus-within")) leave(toast); else toast.remove();
    }, toast.querySelector("form") ? 15000 : 8000);
  }
  X.toast = function (text, options) {
    var given = options || {};
    var shelf = document.getElementById("toasts");
    if (!shelf) return;
    Array.from(shelf.children).forEach(function (other) { if (other.dataset.text === text) other.remove(); });
    var toast = X.make("div", { "class": "toast toast-" + (given.level || "success"), "data-text": text }, [X.make("span", {}, [text])]);
    if (given.undo) {
      var form = X.make("form", { method: "post", action: given.undo }, [
        X.make("input", { type: "hidden", name: "csrfmiddlewaretoken", value: X.csrf() }),
        X.make("button", { type: "submit" }, [X.word("undo")])
      ]);
      toast.append(form);
    }
    toast.append(X.make("button", { "class": "toast-close", type: "button", "data-close-toast": "", "aria-label": X.word("close") }, ["×"]));
    shelf.append(toast);
    leave(toast);
  };
  document.querySelectorAll(".toast").forEach(leave);
  document.addEventListener("toast", function (event) { X.toast(event.detail.text, event.detail); });

  /* htmx: the CSRF header, and errors that say what to do. */
  document.addEventListener("htmx:configRequest", function (event) { event.detail.headers["X-CSRFToken"] = X.csrf(); });
  var wordOfStatus = { 401: "forbidden", 403: "forbidden", 404: "missing", 409: "conflict", 413: "tooLarge", 429: "tooMany" };
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.elt && event.detail.elt.hasAttribute("data-live")) return;
    X.toast(X.word(wordOfStatus[event.detail.xhr.status] || "broken"), { level: "error" });
  });
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (event.detail.elt && event.detail.elt.hasAttribute("data-live")) return;
      X.toast(X.word("offline"), { level: "error" });
    });
  });
  /* A form refused with 422 comes back drawn with its errors: show it. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
    if (event.detail.xhr.responseURL && event.detail.xhr.responseURL.indexOf(X.word("loginUrl")) > 0) {
      event.detail.shouldSwap = false;
      X.toast(X.word("forbidden"), { level: "error" });
    }
  });

  /* Dialogs: data-dialog="id" opens, data-close-dialog closes, a click beside it closes too. */
  X.openDialog = function (dialog) {
    if (!dialog || dialog.open) return;
    if (dialog.showModal) dialog.showModal(); else dialog.setAttribute("open", "");
    var first = dialog.querySelector("[autofocus], .dialog-body input:not([type=hidden]), .dialog-body select, .dialog-body textarea");
    if (first) first.focus();
  };
  X.closeDialog = function (dialog) {
    if (!dialog) return;
    if (dialog.close) dialog.close(); else dialog.removeAttribute("open");
  };
  document.querySelectorAll("dialog").forEach(function (dialog) {
    if (dialog.querySelector(".has-error, .form-errors")) X.openDialog(dialog);
  });

  /* Sidebar on a phone. */
  function showSide(open) {
    var side = document.getElementById("side");
    var button = document.querySelector("[data-open-side]");
    if (!side || !button) return;
    side.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
    var shade = document.querySelector(".side-shade");
    if (open && !shade) side.after(X.make("button", { "class": "side-shade", type: "button", "aria-label": X.word("close"), "data-close-side": "" }));
    if (!open && shade) shade.remove();
    if (open) { var first = side.querySelector("a"); if (first) first.focus(); } else { button.focus(); }
  }
  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) { if (menu !== except) menu.open = false; });
  }

  function copy(button) {
    var source = button.dataset.copyFrom ? document.querySelector(button.dataset.copyFrom) : null;
    var text = source ? (source.value || source.textContent).trim() : button.dataset.copy;
    var failed = function () { X.toast(X.word("copyFailed"), { level: "warning" }); };
    if (!navigator.clipboard) { copyThroughField(text) ? X.toast(X.word("copied")) : failed(); return; }
    navigator.clipboard.writeText(text).then(function () { X.toast(X.word("copied")); }, failed);
  }
  function copyThroughField(text) {  /* plain http on an office network has no clipboard object */
    var field = X.make("textarea", { "class": "visually-hidden", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    field.remove();
    return done;
  }

  var clicks = [
    ["[data-close-toast]", function (element) { element.closest(".toast").remove(); }],
    ["[data-dialog]", function (element) { X.openDialog(document.getElementById(element.dataset.dialog)); }],
    ["[data-close-dialog]", function (element) { X.closeDialog(element.closest("dialog")); }],
    ["[data-open-side]", function (element) { showSide(element.getAttribute("aria-expanded") !== "true"); }],
    ["[data-close-side]", function () { showSide(false); }],
    ["[data-copy], [data-copy-from]", copy],
    ["[data-print]", function () { window.print(); }],
    ["[data-theme-choice]", function (element) { X.theme.choose(element.dataset.themeChoice); markTheme(); }]
  ];
  document.addEventListener("click", function (event) {
    if (!event.target.closest) return;
    closeMenus(event.target.closest("details[data-menu]"));
    if (event.target.tagName === "DIALOG" && event.target.hasAttribute("data-light")) X.closeDialog(event.target);
    clicks.some(function (pair) {
      var element = event.target.closest(pair[0]);
      if (element) pair[1](element);
      return Boolean(element);
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var menu = document.querySelector("details[data-menu][open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    if (document.querySelector(".side.is-open")) showSide(false);
  });
  function markTheme() {
    document.querySelectorAll("[data-theme-choice]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === X.theme.stored()));
    });
  }
  markTheme();

  /* On a phone a table whose cells carry data-label is shown as cards (is-cards); another one is scrolled, with the
     keyboard too. */
  function letScroll() {
    document.querySelectorAll(".table:not(.is-cards)").forEach(function (table) {
      if (!table.querySelector("[data-label]")) return;
      table.classList.add("is-cards");
      if (table.parentElement.classList.contains("table-frame")) table.parentElement.classList.add("has-cards");
    });
    document.querySelectorAll(".table-frame").forEach(function (frame) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0; else frame.removeAttribute("tabindex");
    });
  }
  letScroll();
  window.addEventListener("resize", letScroll);
  document.addEventListener("htmx:afterSwap", letScroll);

  /* A printed chart shows its figures as well; the page is as it was afterwards. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".chart details:not([open])").forEach(function (table) { table.open = true; table.dataset.printed = ""; });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("[data-printed]").forEach(function (table) { table.open = false; delete table.dataset.printed; });
  });
})();
