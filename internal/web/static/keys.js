// Keys, marks and dragging. Every page works without.
"use strict";
(() => {
  const one = (s, of = document) => of?.querySelector(s), all = (s) => [...document.querySelectorAll(s)];
  const rows = all(".event, .topic, .stories li, .chronology dd, tbody tr").filter((e) => one("a.to", e));
  let at = -1;
  const move = (by) => {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, at + by));
    one(".at")?.classList.remove("at");
    (rows[at].closest(".events > li") || rows[at]).classList.add("at");
    one("a.to", rows[at]).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const here = () => rows[at] || one(".story");
  const click = (s, of) => () => one(s, of?.())?.click();
  const mark = (key) => click(`[data-key=${key}]`, here);
  const keys = {
    "/": () => one("#q").select(),
    j: () => move(1),
    k: () => move(-1),
    o: click("a.out", () => here() || document),
    t: () => { location.href = one("nav [href*=timeline]").href + "?q=" + encodeURIComponent(one("#q").value); },
    g: click("nav [href*=topics]"),
    h: click("nav .name"),
    n: click("[rel=next]"),
    p: click("[rel=prev]"),
    s: mark("s"), m: mark("m"), l: mark("l"),
    "?": () => { const k = one(".keys"); k.style.display = "block"; k.tabIndex = -1; k.focus(); },
  };
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.closest("input, select, textarea")) {
      if (e.key === "Escape") e.target.blur();
    } else if (keys[e.key]) {
      e.preventDefault();
      keys[e.key]();
    }
  });

  // A mark is set without leaving the page.
  addEventListener("submit", async (e) => {
    const b = e.submitter;
    if (!b?.dataset.key) return;
    e.preventDefault();
    const body = new URLSearchParams(new FormData(e.target, b));
    const r = await fetch(e.target.action, { method: "POST", body }).catch(() => 0);
    if (!r.ok) b.append(": not saved, load the page again");
    else b.value = (b.ariaPressed = b.value[0] !== "-") ? "-" + b.value : b.value.slice(1);
  });

  // Dragging over the bars narrows the dates.
  for (const chart of all("svg.bars")) {
    const slots = [...chart.querySelectorAll("a[data-first]")];
    if (slots.length < 2) continue;
    let from = -1, box, dragged;
    const slot = (e) => {
      const r = chart.getBoundingClientRect();
      return Math.max(0, Math.min(slots.length - 1, Math.floor((e.clientX - r.left) / r.width * slots.length)));
    };
    chart.addEventListener("dragstart", (e) => e.preventDefault());
    chart.addEventListener("pointerdown", (e) => { if (!e.button) { from = slot(e); dragged = false; } });
    addEventListener("pointermove", (e) => {
      const to = slot(e);
      if (from < 0 || !box && to === from) return;
      if (!box) {
        box = one(".slot", chart).cloneNode();
        box.setAttribute("class", "chosen");
        chart.append(box);
        dragged = true;
      }
      box.setAttribute("x", Math.min(from, to));
      box.setAttribute("width", Math.abs(to - from) + 1);
    });
    addEventListener("pointerup", (e) => {
      if (box) {
        const [a, b] = [from, slot(e)].sort((x, y) => x - y), u = new URL(slots[0].href.baseVal, location.href);
        u.searchParams.set("since", slots[a].dataset.first);
        u.searchParams.set("until", slots[b].dataset.last);
        location.href = u;
        box.remove();
      }
      from = -1;
      box = null;
    });
    chart.addEventListener("click", (e) => { if (dragged) { e.preventDefault(); dragged = false; } }, true);
  }
})();
