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
  const help = one("#keys"), on = one("input", help);
  const keys = {
    "/": () => one("#q")?.select(),
    j: () => move(1),
    k: () => move(-1),
    o: click("a.out", () => here() || document),
    t: () => { const to = one("nav [href*=timeline]"); if (to) location.href = to.href + "?q=" + encodeURIComponent(one("#q").value); },
    g: click("nav [href*=topics]"),
    h: click("nav .name"),
    n: click("[rel=next]"),
    p: click("[rel=prev]"),
    s: mark("s"), m: mark("m"), l: mark("l"),
    "?": () => help.showModal(),
  };
  onkeydown = (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || help.open) return;
    if (e.target.closest("input, select, textarea")) {
      if (e.key === "Escape") e.target.blur();
    } else if (on.checked && keys[e.key]) {
      e.preventDefault();
      keys[e.key]();
    }
  };

  // Keys of one character can be turned off, and stay so.
  one(".keys button").onclick = keys["?"];
  try {
    on.checked = !localStorage.noKeys;
    on.onchange = () => { localStorage.noKeys = on.checked ? "" : 1; };
  } catch { /* this browser keeps nothing */ }

  // A mark is set without leaving the page.
  onsubmit = async (e) => {
    const b = e.submitter;
    if (!b?.dataset.key) return;
    e.preventDefault();
    const body = new URLSearchParams(new FormData(e.target, b));
    const r = await fetch(e.target.action, { method: "POST", body }).catch(() => 0);
    if (!r.ok) b.append(": not saved, load the page again");
    else b.value = (b.ariaPressed = b.value[0] !== "-") ? "-" + b.value : b.value.slice(1);
  };

  // Dragging over bars narrows the dates, and so do the arrows with Shift.
  const chart = one("svg.bars"), slots = all(".bars a"), last = slots.length - 1;
  if (last < 1) return;
  const box = one(".slot", chart).cloneNode();
  box.setAttribute("class", "chosen");
  let from = last, to = last, held;
  const choose = (a, b) => {
    [from, to] = [a, b].map((i) => Math.max(0, Math.min(last, i)));
    box.setAttribute("x", Math.min(from, to));
    box.setAttribute("width", Math.abs(from - to) + 1);
    if (from === to) box.remove(); else chart.append(box);
  };
  const narrow = () => {
    const [u, last] = [from, to].sort((a, b) => a - b).map((i) => new URL(slots[i].href.baseVal, location.href));
    u.searchParams.set("until", last.searchParams.get("until"));
    location.href = u;
  };
  const slot = (e) => {
    const r = chart.getBoundingClientRect();
    return Math.floor((e.clientX - r.left) / r.width * slots.length);
  };
  chart.ondragstart = (e) => e.preventDefault();
  chart.onpointerdown = (e) => {
    held = !e.button;
    choose(slot(e), slot(e));
  };
  onpointermove = (e) => { if (held) choose(from, slot(e)); };
  onpointerup = () => {
    if (held && from !== to) narrow();
    held = false;
  };
  chart.onclick = (e) => { if (from !== to) e.preventDefault(); };
  slots[last].tabIndex = 0;
  chart.onkeydown = (e) => {
    const i = { ArrowLeft: to - 1, ArrowRight: to + 1, Home: 0, End: last }[e.key];
    if (i !== undefined) {
      slots[to].tabIndex = -1;
      choose(e.shiftKey ? from : i, i);
      slots[to].tabIndex = 0;
      slots[to].focus();
    } else if (e.key === "Enter" && from !== to) narrow();
    else return;
    e.preventDefault();
  };
})();
