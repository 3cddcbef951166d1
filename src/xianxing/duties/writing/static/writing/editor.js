/* The editor of papers: keeps the words while they are written, shows checks and pages beside them, takes the
   structure of what is pasted from a word processor. Without this script the form still saves. */
(function () {
  "use strict";
  var form = document.getElementById("editor");
  var beside = document.getElementById("beside");
  if (!form || !beside) return;
  var pause = 1500;
  var timer = null;
  var running = null;
  var again = false;

  function say(text) { var state = document.getElementById("saved-state"); if (state) state.textContent = text; }

  function takeBase() {
    var state = document.getElementById("saved-state");
    if (state && state.dataset.base) form.elements.base.value = state.dataset.base;
  }

  function save() {
    if (running) { again = true; return running; }
    running = fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } })
      .then(function (answer) {
        if (answer.status >= 500 || answer.redirected) throw new Error(String(answer.status));
        return answer.text().then(function (html) {
          var top = beside.parentElement.scrollTop;
          beside.innerHTML = html;
          beside.parentElement.scrollTop = top;
          if (answer.ok) { takeBase(); if (!again) form.dispatchEvent(new Event("submit", { bubbles: true })); }
          if (window.htmx) window.htmx.process(beside);
        });
      })
      .catch(function () { say(form.dataset.failed); })
      .then(function () { running = null; if (again) { again = false; return save(); } return null; });
    return running;
  }

  form.addEventListener("input", function (event) {
    if (event.target.name === "note") return;
    say(form.dataset.unsaved);
    window.clearTimeout(timer);
    timer = window.setTimeout(save, pause);
  });

  function find(field, quote) {
    var at = quote ? field.value.indexOf(quote.split("\n")[0]) : -1;
    field.focus();
    if (at >= 0) field.setSelectionRange(at, at + quote.split("\n")[0].length);
    field.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", function (event) {
    var go = event.target.closest("[data-go]");
    if (go) {
      var field = document.getElementById(go.dataset.go);
      if (field) find(field, go.dataset.quote || "");
    }
    var clause = event.target.closest("[data-quote-clause]");
    if (clause) insert(form.elements.body, clause.dataset.quoteClause);
  });

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-fix]") || event.target.dataset.saved) return;
    event.preventDefault();
    window.clearTimeout(timer);
    var fix = event.target;
    var key = fix.elements.key.value;
    Promise.resolve(save()).then(function () {
      var same = Array.from(document.querySelectorAll("[data-fix]")).find(function (each) { return each.elements.key.value === key; });
      if (!same) return;
      same.dataset.saved = "1";
      same.requestSubmit ? same.requestSubmit() : same.submit();
    });
  }, true);

  function insert(field, text) {
    var start = field.selectionStart, end = field.selectionEnd;
    field.setRangeText(text, start, end, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function cellText(cell) { return cell.textContent.replace(/\s+/g, " ").replace(/\|/g, "\\|").trim(); }
  function tableText(table) {
    var rows = Array.from(table.rows).map(function (row) { return "|" + Array.from(row.cells).map(cellText).join("|") + "|"; });
    if (rows.length) rows.splice(1, 0, "|" + Array.from(table.rows[0].cells).map(function () { return "---"; }).join("|") + "|");
    return rows.join("\n");
  }
  function linesOf(node) {
    var lines = [];
    Array.from(node.childNodes).forEach(function (child) {
      if (child.nodeType === 3) { if (child.textContent.trim()) lines.push(child.textContent.replace(/\s+/g, " ").trim()); return; }
      if (child.nodeType !== 1 || /^(STYLE|SCRIPT|META|LINK|TITLE)$/.test(child.tagName)) return;
      if (child.tagName === "TABLE") { lines.push(tableText(child)); return; }
      if (/^(P|H[1-6]|LI)$/.test(child.tagName)) { var text = child.textContent.replace(/\s+/g, " ").trim(); if (text) lines.push(text); return; }
      lines = lines.concat(linesOf(child));
    });
    return lines;
  }
  form.addEventListener("paste", function (event) {
    var field = event.target;
    var html = event.clipboardData && event.clipboardData.getData("text/html");
    if (!html || !field.matches("textarea")) return;
    var parsed = new DOMParser().parseFromString(html, "text/html");
    var lines = linesOf(parsed.body);
    if (lines.length < 2 && !parsed.querySelector("table")) return;
    event.preventDefault();
    var before = field.value.charAt(field.selectionStart - 1), after = field.value.charAt(field.selectionEnd);
    insert(field, (before && before !== "\n" ? "\n" : "") + lines.join("\n") + (after && after !== "\n" ? "\n" : ""));
  });
})();
