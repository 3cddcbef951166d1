/* Lists: the cursor (j, k, Enter, x) and the bar for several rows at once. */
(function () {
  "use strict";
  var X = window.xianxing;
  X.list = {};

  function rows() { return Array.from(document.querySelectorAll("[data-row]")).filter(function (row) { return row.offsetParent !== null; }); }
  function cursor(all) {
    var at = all.findIndex(function (row) { return row.classList.contains("is-cursor"); });
    return at >= 0 ? at : all.findIndex(function (row) { return row.classList.contains("is-selected"); });
  }
  function move(step) {
    var all = rows();
    if (!all.length) return false;
    var from = cursor(all);
    var at = from < 0 ? 0 : Math.min(Math.max(from + step, 0), all.length - 1);
    all.forEach(function (row) { row.classList.remove("is-cursor"); });
    all[at].classList.add("is-cursor");
    all[at].scrollIntoView({ block: "nearest" });
    var link = all[at].querySelector("a");
    if (link) link.focus({ preventScroll: true });
    return true;
  }
  function current() { var all = rows(); return all[cursor(all)]; }
  X.list.next = function () { return move(1); };
  X.list.previous = function () { return move(-1); };
  X.list.open = function () {
    var row = current();
    var link = row && row.querySelector("a");
    if (link) link.click();
    return Boolean(link);
  };
  X.list.select = function () {
    var row = current();
    var box = row && row.querySelector("[data-select]");
    if (!box) return false;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };

  /* <form id="bulk" data-bulk>: hidden while nothing is selected. */
  function boxesOf(form) { return Array.from(document.querySelectorAll("[data-select]")).filter(function (box) { return box.form === form; }); }
  function allBoxOf(form) { return Array.from(document.querySelectorAll("[data-select-all]")).find(function (box) { return box.form === form; }); }
  function refresh(form) {
    var boxes = boxesOf(form);
    var chosen = boxes.filter(function (box) { return box.checked; }).length;
    form.hidden = chosen === 0;
    var count = form.querySelector("[data-bulk-count]");
    if (count) count.textContent = X.word("selected").replace("%(n)s", chosen);
    var all = allBoxOf(form);
    if (all) { all.checked = chosen > 0 && chosen === boxes.length; all.indeterminate = chosen > 0 && chosen < boxes.length; }
  }
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (!box.form || !box.form.hasAttribute("data-bulk")) return;
    if (box.hasAttribute("data-select-all")) boxesOf(box.form).forEach(function (other) { other.checked = box.checked; });
    if (box.hasAttribute("data-select") || box.hasAttribute("data-select-all")) refresh(box.form);
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-bulk-clear]");
    if (!button) return;
    boxesOf(button.form).forEach(function (box) { box.checked = false; });
    refresh(button.form);
  });
  function refreshAll() { document.querySelectorAll("form[data-bulk]").forEach(refresh); }
  document.addEventListener("htmx:afterSwap", refreshAll);
  refreshAll();
  var selected = document.querySelector("[data-list] .is-selected");
  if (selected) selected.scrollIntoView({ block: "nearest" });
})();
