// Completes queries as they are typed (WAI-ARIA combobox with a list).
"use strict";
document.querySelectorAll("[data-ask]").forEach((q, n) => {
  const url = new URL("../complete", document.currentScript.src), id = "ask" + n;
  const make = (name, props, ...inside) => {
    const e = Object.assign(document.createElement(name), props);
    e.append(...inside);
    return e;
  };
  const list = make("ul", { id, role: "listbox", ariaLabel: "Completions", className: "options" });
  let got, at, turn = 0;
  // A box of several lines may not be a combobox.
  const single = q.localName === "input";
  if (single) q.role = "combobox";
  q.ariaAutoComplete = "list";
  q.setAttribute("aria-controls", id);
  q.after(list);
  const choose = (i) => {
    at = i;
    [...list.children].forEach((o, k) => { o.ariaSelected = k === i; });
    q.setAttribute("aria-activedescendant", i < 0 ? "" : id + "-" + i);
    list.children[i]?.scrollIntoView({ block: "nearest" });
  };
  const show = (options = []) => {
    turn++;
    list.replaceChildren(...options.map((o, i) => make("li", {
      id: id + "-" + i, role: "option", onpointerdown: (e) => { e.preventDefault(); take(i); },
    }, make("bdi", {}, o.text), " ", o.about || "")));
    list.hidden = !options.length;
    if (single) q.ariaExpanded = !list.hidden;
    choose(-1);
  };
  const ask = () => {
    const mine = ++turn;
    setTimeout(async () => {
      if (mine !== turn) return;
      url.search = new URLSearchParams({ q: q.value, at: q.selectionStart });
      const answer = await fetch(url).then((r) => r.json()).catch(() => ({}));
      if (mine === turn) show((got = answer).options);
    }, 80);
  };
  const take = (i) => {
    q.setRangeText(got.options[i].text, got.from, got.to, "end");
    ask();
  };
  q.addEventListener("input", ask);
  q.addEventListener("blur", () => show());
  q.addEventListener("keydown", (e) => {
    const count = list.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!count || e.isComposing) return;
    if (step) choose(at < 0 && step < 0 ? count - 1 : (at + step + count) % count);
    else if (e.key === "Enter" && at >= 0) take(at);
    else if (e.key === "Escape") show();
    else return;
    e.preventDefault();
    e.stopPropagation();
  });
  show();
});
