// Keys, marks and dragging. Every page works without.
"use strict";
(() => {
  const all = (s) => [...document.querySelectorAll(s)], one = (s, of = document) => of?.querySelector(s);
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
  const here = () => rows[at] || one(".story"); // what keys are about
  const click = (s, of) => () => one(s, of?.())?.click();
  const mark = (key) => click(`[data-key=${key}]`, here);
  const q = one("#q"), help = one("#keys"), on = one("input", help);
  const keys = {
    "/": () => { q.focus(); q.select(); },
    j: () => move(1),
    k: () => move(-1),
    o: click("a.out", () => here() || document),
    s: mark("s"),
    m: mark("m"),
    l: mark("l"),
    t: () => { location.href = one("nav [href*=timeline]").href + (q.value && "?q=" + encodeURIComponent(q.value)); },
    g: click("nav [href*=topics]"),
    h: click("nav .name"),
    n: click("a[rel=next]"),
    p: click("a[rel=prev]"),
    "?": () => help.showModal(),
  };
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || help.open) return;
    if (e.target.closest("input, select, textarea, [contenteditable]")) {
      if (e.key === "Escape") e.target.blur();
    } else if (on.checked && keys[e.key]) {
      e.preventDefault();
      keys[e.key]();
    }
  });

  // Keys of one character can be turned off, and stay so.
  try {
    on.checked = localStorage.keys !== "off";
    on.addEventListener("change", () => { localStorage.keys = on.checked ? "on" : "off"; });
  } catch { /* this browser keeps nothing */ }
  const open = one(".keys button");
  open.hidden = false;
  open.addEventListener("click", () => help.showModal());

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

  // Dragging over bars narrows the dates, and so do the arrows with Shift.
  for (const chart of all("svg.bars")) {
    const slots = [...chart.querySelectorAll("a[data-first]")], last = slots.length - 1;
    if (last < 1) continue;
    const within = (i) => Math.max(0, Math.min(last, i));
    const slot = (e) => {
      const r = chart.getBoundingClientRect();
      return within(Math.floor((e.clientX - r.left) / r.width * slots.length));
    };
    const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    box.setAttribute("class", "chosen");
    box.setAttribute("height", "100");
    let from = last, to = last, held = false, dragged = false;
    const choose = (a, b) => {
      [from, to] = [a, b];
      box.setAttribute("x", Math.min(a, b));
      box.setAttribute("width", Math.abs(b - a) + 1);
      if (a === b) box.remove(); else chart.append(box);
    };
    const narrow = () => {
      const u = new URL(slots[0].href.baseVal, location.href);
      u.searchParams.set("since", slots[Math.min(from, to)].dataset.first);
      u.searchParams.set("until", slots[Math.max(from, to)].dataset.last);
      location.href = u;
    };
    chart.addEventListener("dragstart", (e) => e.preventDefault());
    chart.addEventListener("pointerdown", (e) => { if (e.button === 0) { held = true; dragged = false; choose(slot(e), slot(e)); } });
    addEventListener("pointermove", (e) => { if (held) { choose(from, slot(e)); dragged = dragged || from !== to; } });
    addEventListener("pointerup", () => { if (held && from !== to) narrow(); held = false; });
    addEventListener("pointercancel", () => { held = false; choose(from, from); });
    chart.addEventListener("click", (e) => { if (dragged) e.preventDefault(); dragged = false; }, true);

    slots[last].tabIndex = 0;
    chart.addEventListener("keydown", (e) => {
      const i = { ArrowLeft: to - 1, ArrowRight: to + 1, Home: 0, End: last }[e.key];
      if (i !== undefined) {
        slots.forEach((a) => { a.tabIndex = -1; });
        choose(e.shiftKey ? from : within(i), within(i));
        slots[to].tabIndex = 0;
        slots[to].focus();
      } else if (e.key === "Enter" && from !== to) narrow();
      else return;
      e.preventDefault();
    });
  }
})();
