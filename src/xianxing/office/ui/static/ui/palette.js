/* The command palette: Ctrl+K, / or a tap into the search box. Commands, contents, people; arrows, Enter, Esc. */
(function () {
  "use strict";
  var X = window.xianxing;
  var opener = document.querySelector("[data-palette-opener]");
  var dialog, box, list, timer, asked = 0;

  function build() {
    box = X.make("input", { type: "search", autocomplete: "off", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list", "aria-label": X.word("search"), placeholder: X.word("search") });
    list = X.make("div", { "class": "palette-list", id: "palette-list", role: "listbox", "aria-label": X.word("search") });
    var close = X.make("button", { "class": "tool", type: "button", "data-close-dialog": "", "aria-label": X.word("close") }, ["×"]);
    dialog = X.make("dialog", { "class": "palette", "aria-label": X.word("search"), "data-light": "" }, [X.make("div", { "class": "palette-box" }, [box, close]), list]);
    document.body.append(dialog);
    box.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, 120); });
    dialog.addEventListener("keydown", steer);
    list.addEventListener("click", function (event) { follow(event.target.closest("[role=option]")); });
  }
  function options() { return Array.from(list.querySelectorAll("[role=option]")); }
  function choose(option) {
    options().forEach(function (other) { other.setAttribute("aria-selected", String(other === option)); });
    if (!option) { box.removeAttribute("aria-activedescendant"); return; }
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
  function steer(event) {
    var all = options();
    var at = all.findIndex(function (option) { return option.getAttribute("aria-selected") === "true"; });
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[(at - 1 + all.length) % all.length]);
    else if (event.key === "Enter" && !event.isComposing && event.target === box) { if (all[at]) follow(all[at]); else searchAll(); }
    else return;
    event.preventDefault();
  }
  function follow(option) { if (option) window.location.assign(option.dataset.url); }
  function searchAll() {
    var form = opener && opener.form;
    if (form && box.value.trim()) { opener.value = box.value; form.submit(); }
  }
  function ask() {
    var mine = ++asked;
    fetch(X.word("paletteUrl") + "?q=" + encodeURIComponent(box.value), { credentials: "same-origin", headers: { "Accept": "application/json" } })
      .then(function (answer) { if (!answer.ok || answer.redirected) throw new Error(String(answer.status)); return answer.json(); })
      .then(function (found) { if (mine === asked) show(found.groups); })
      .catch(function (error) {
        if (mine !== asked) return;
        list.replaceChildren(X.make("p", { "class": "palette-none" }, [X.word(error instanceof TypeError ? "offline" : "forbidden")]));
      });
  }
  function show(groups) {
    var number = 0;
    var titles = { commands: X.word("groupCommands"), hits: X.word("groupHits"), people: X.word("groupPeople") };
    list.replaceChildren();
    groups.forEach(function (group) {
      var shelf = X.make("div", { role: "group", "aria-label": titles[group.kind] }, [X.make("div", { "class": "palette-group", "aria-hidden": "true" }, [titles[group.kind]])]);
      group.items.forEach(function (item) {
        number += 1;
        shelf.append(X.make("div", { "class": "palette-item", role: "option", id: "palette-" + number, "aria-selected": "false", "data-url": item.url }, [
          X.make("span", {}, [item.title]), X.make("span", { "class": "soft" }, [item.detail])
        ]));
      });
      list.append(shelf);
    });
    if (!number) list.replaceChildren(X.make("p", { "class": "palette-none" }, [X.word("none")]));
    choose(options()[0]);
  }
  X.palette = { open: function (text) {
    if (!opener) return;
    if (!dialog) build();
    box.value = text;
    list.replaceChildren();
    X.openDialog(dialog);
    box.focus();
    ask();
  } };
  if (opener) {
    opener.addEventListener("click", function () { X.palette.open(opener.value); });
    opener.addEventListener("input", function () { var text = opener.value; opener.value = ""; X.palette.open(text); });
  }
})();
