// Keys and dragging. Every page works without.
"use strict";
(() => {
  const all = (s) => [...document.querySelectorAll(s)];
  const rows = all(".event, .topic, .stories li, .chronology dd, tbody tr").filter((e) => e.querySelector("a.to"));
  let at = -1;
  const move = (by) => {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, at + by));
    all(".at").forEach((e) => e.classList.remove("at"));
    (rows[at].closest(".events > li") || rows[at]).classList.add("at");
    rows[at].querySelector("a.to").focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const go = (href) => { location.href = href; };
  const home = document.querySelector("a.name"), own = (path) => { if (home) go(home.getAttribute("href") + path); };
  const keys = {
    "/": () => { const q = document.getElementById("q"); if (q) { q.focus(); q.select(); } },
    j: () => move(1),
    k: () => move(-1),
    o: () => { const a = (rows[at] || document).querySelector("a.out"); if (a) go(a.href); },
    t: () => own("timeline" + (document.getElementById("q")?.value ? "?q=" + encodeURIComponent(document.getElementById("q").value) : "")),
    g: () => own("topics"),
    h: () => own(""),
    n: () => { const a = document.querySelector("a[rel=next]"); if (a) go(a.href); },
    p: () => { const a = document.querySelector("a[rel=prev]"); if (a) go(a.href); },
    "?": () => { const k = document.querySelector(".keys"); k.style.display = "block"; k.tabIndex = -1; k.focus(); },
  };
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.closest("input, select, textarea, [contenteditable]")) {
      if (e.key === "Escape") e.target.blur();
      return;
    }
    if (keys[e.key]) { e.preventDefault(); keys[e.key](); }
  });

  // Dragging over the bars narrows the dates.
  for (const chart of all("svg.bars")) {
    const slots = [...chart.querySelectorAll("a[data-first]")];
    if (slots.length < 2) continue;
    let from = null, box = null, dragged = false;
    const slot = (e) => {
      const r = chart.getBoundingClientRect();
      return Math.max(0, Math.min(slots.length - 1, Math.floor((e.clientX - r.left) / r.width * slots.length)));
    };
    chart.addEventListener("dragstart", (e) => e.preventDefault());
    chart.addEventListener("pointerdown", (e) => { if (e.button === 0) { from = slot(e); dragged = false; } });
    addEventListener("pointermove", (e) => {
      if (from === null) return;
      const to = slot(e);
      if (!box && to === from) return;
      if (!box) {
        box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        box.setAttribute("class", "chosen");
        box.setAttribute("height", "100");
        chart.append(box);
        dragged = true;
      }
      box.setAttribute("x", Math.min(from, to));
      box.setAttribute("width", Math.abs(to - from) + 1);
    });
    addEventListener("pointerup", (e) => {
      if (from !== null && box) {
        const [a, b] = [from, slot(e)].sort((x, y) => x - y);
        const u = new URL(slots[0].href.baseVal, location.href);
        u.searchParams.set("since", slots[a].dataset.first);
        u.searchParams.set("until", slots[b].dataset.last);
        go(u.href);
      }
      from = null;
      if (box) box.remove();
      box = null;
    });
    chart.addEventListener("click", (e) => { if (dragged) { e.preventDefault(); e.stopPropagation(); dragged = false; } }, true);
  }
})();
