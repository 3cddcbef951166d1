/* Live pages: the hub says which topics changed; elements with data-live="topic" fetch themselves again through
   their own hx-get (hx-trigger="live"). Where no event stream gets through, they ask every twenty seconds.
   A hidden tab gives its stream back: a browser opens six connections to one host, and people open more tabs. */
(function () {
  "use strict";
  var X = window.xianxing;
  var every = 20000;
  var stream = null;
  var polling = null;
  var again = null;
  var failures = 0;

  function listeners() { return Array.from(document.querySelectorAll("[data-live]")); }
  function isBusy(element) {
    var active = document.activeElement;
    return Boolean(element.querySelector("dialog[open], details[open]")) || (element.contains(active) && X.isTyping(active));
  }
  function refresh(element) {
    if (!element.isConnected || document.hidden) return;
    if (isBusy(element)) { setTimeout(refresh, 3000, element); return; }
    if (window.htmx) window.htmx.trigger(element, "live");
  }
  function hear(topics) {
    listeners().forEach(function (element) {
      var wanted = element.dataset.live.split(" ");
      if (topics.some(function (topic) { return wanted.indexOf(topic) >= 0; })) refresh(element);
    });
  }
  function refreshAll() { listeners().forEach(refresh); }
  function poll() { if (!polling) polling = setInterval(refreshAll, every); }
  function rest() {
    clearInterval(polling);
    clearTimeout(again);
    polling = null;
    if (stream) stream.close();
    stream = null;
  }
  function listen() {
    if (!window.EventSource) { poll(); return; }
    stream = new EventSource(X.word("liveUrl"));
    stream.onopen = function () { failures = 0; clearInterval(polling); polling = null; };
    stream.onmessage = function (event) { hear(JSON.parse(event.data)); };
    stream.onerror = function () {
      failures += 1;
      poll();
      if (failures < 5 && stream.readyState !== EventSource.CLOSED) return;  /* the browser tries again by itself */
      stream.close();
      again = setTimeout(listen, Math.min(60000, 5000 * failures));
    };
  }
  if (!document.body.dataset.account || !listeners().length) return;
  document.addEventListener("visibilitychange", function () {
    rest();
    if (!document.hidden) { refreshAll(); listen(); }
  });
  window.addEventListener("pagehide", rest);
  if (!document.hidden) listen();
})();
