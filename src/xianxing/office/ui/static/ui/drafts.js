/* Nothing typed is lost: <form data-draft="name"> keeps its fields in this browser until it is sent, for three days
   at most. Signing out by hand removes every draft of the account: the next person at this desk finds none. */
(function () {
  "use strict";
  var X = window.xianxing;
  var longest = 3 * 24 * 3600 * 1000;
  var prefix = "xianxing-draft:" + (document.body.dataset.account || "-") + ":";
  var dirty = new Set();

  function keyOf(form) { return prefix + window.location.pathname + ":" + form.dataset.draft; }
  function fieldsOf(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && ["hidden", "password", "file", "submit", "button"].indexOf(field.type) < 0 && !field.hasAttribute("data-no-draft");
    });
  }
  function read(key) { try { return JSON.parse(localStorage.getItem(key) || "null"); } catch (error) { return null; } }
  function write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* full or forbidden: the warning on leaving still stands */ } }
  function forget(key) { try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ } }
  function forgetAll() {
    try { Object.keys(localStorage).filter(function (key) { return key.indexOf(prefix) === 0; }).forEach(forget); } catch (error) { /* nothing was kept */ }
  }

  function keep(form) {
    var values = fieldsOf(form).map(function (field) {
      var ticked = field.type === "checkbox" || field.type === "radio";
      return [field.name, field.value, ticked ? field.checked : null];
    });
    write(keyOf(form), { at: Date.now(), values: values });
  }
  function restore(form) {
    var kept = read(keyOf(form));
    if (!kept || Date.now() - kept.at > longest || form.querySelector(".has-error, .form-errors")) return;
    var fields = fieldsOf(form);
    var changed = false;
    kept.values.forEach(function (entry) {
      var field = fields.find(function (candidate) { return candidate.name === entry[0] && (entry[2] === null || candidate.value === entry[1]); });
      if (!field) return;
      if (entry[2] === null && field.value !== entry[1]) { field.value = entry[1]; changed = true; }
      if (entry[2] !== null && field.checked !== entry[2]) { field.checked = entry[2]; changed = true; }
    });
    if (changed) { dirty.add(form); offerDiscard(form); }
  }
  function offerDiscard(form) {
    var discard = X.make("button", { type: "button", "class": "button button-quiet button-small" }, [X.word("discard")]);
    var note = X.make("p", { "class": "draft-note field-wide", role: "status" }, [X.word("restored"), discard]);
    discard.addEventListener("click", function () { forget(keyOf(form)); form.reset(); dirty.delete(form); note.remove(); form.querySelectorAll("textarea").forEach(grow); });
    form.prepend(note);
  }
  function grow(field) {
    if (field.hasAttribute("data-fixed") || !field.scrollHeight) return;
    field.style.height = "0";
    field.style.height = Math.max(120, Math.min(field.scrollHeight + 2, 640)) + "px";
  }

  var timers = new WeakMap();
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (event.target.tagName === "TEXTAREA") grow(event.target);
    if (!form || !(form.hasAttribute("data-form") || form.hasAttribute("data-draft"))) return;
    dirty.add(form);
    if (!form.dataset.draft) return;
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(function () { keep(form); }, 400));
  });
  /* The draft goes once the server has taken the form: the next page that loads without errors clears it. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    dirty.delete(form);
    if (form.hasAttribute("data-sign-out")) { forgetAll(); return; }
    if (!form.dataset || !form.dataset.draft) return;
    keep(form);
    try { sessionStorage.setItem("xianxing-sent", keyOf(form)); } catch (error) { /* the draft is offered once more */ }
  });
  window.addEventListener("beforeunload", function (event) {
    var open = Array.from(dirty).some(function (form) { return form.isConnected; });
    if (open) { event.preventDefault(); event.returnValue = X.word("unsaved"); }
  });
  function settle() {
    var sent = null;
    try { sent = sessionStorage.getItem("xianxing-sent"); sessionStorage.removeItem("xianxing-sent"); } catch (error) { return; }
    var isRefused = document.querySelector(".entrance, .error-page, .has-error, .form-errors");
    if (sent && !isRefused) forget(sent);
  }
  function start(root) {
    root.querySelectorAll("form[data-draft]").forEach(restore);
    root.querySelectorAll("textarea").forEach(grow);
  }
  settle();
  start(document);
  document.addEventListener("htmx:load", function (event) { if (event.detail.elt !== document.body) start(event.detail.elt); });
})();
