// The search box as a combobox: what may be meant, while typing. Without scripts it is a plain box.
// After the WAI-ARIA Authoring Practices: list autocomplete with manual selection.
"use strict";

(() => {
  const PAUSE = 120;
  const box = document.getElementById("q");
  const list = document.getElementById("offers");
  let active = -1;
  let timer = 0;
  let request = new AbortController();

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);

  const show = (open) => {
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  };
  const choose = (number) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = list.children[active];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const piece = (text, name, language) => {
    const span = document.createElement("span");
    span.textContent = text;
    span.className = name;
    if (language) span.lang = language;
    return span;
  };
  const fill = (offers) => {
    choose(-1);
    list.replaceChildren(...offers.map((offer, number) => {
      const option = document.createElement("li");
      option.id = `offer-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.question = offer.question;
      option.append(piece(offer.value, "offered", "zh-CN"), " ",
        piece(list.dataset[offer.kind], "kind"), " ", piece(offer.count, "count"));
      return option;
    }));
    show(offers.length > 0);
  };
  const stop = () => {
    clearTimeout(timer);
    request.abort();
  };
  const close = () => {
    stop();
    show(false);
  };
  const ask = async () => {
    stop();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${list.dataset.from}?q=${encodeURIComponent(box.value)}`, { signal });
      const { completions } = answer.ok ? await answer.json() : { completions: [] };
      if (!signal.aborted) fill(completions);
    } catch (error) {
      // typed on meanwhile, or the network is away: the box works as without offers
      if (!signal.aborted) close();
    }
  };
  const later = () => {
    stop();
    if (!box.value.trim()) return close();
    timer = setTimeout(ask, PAUSE);
  };
  const take = (option) => {
    box.value = option.dataset.question;
    close();
    box.form.requestSubmit();
  };

  box.addEventListener("input", (event) => {
    if (!event.isComposing) later();
  });
  // what an input method has under way is nobody's question yet
  box.addEventListener("compositionstart", close);
  box.addEventListener("compositionend", later);
  box.addEventListener("blur", close);
  window.addEventListener("pagehide", close);

  box.addEventListener("keydown", (event) => {
    // Safari's Enter that ends a composition is no longer composing, but still 229
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return;
    const { length } = list.children;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      if (event.key === "ArrowDown" && box.value.trim()) ask();
    } else if (step) {
      // one place between the last and the first is the box itself
      choose(((active + 1 + step + length + 1) % (length + 1)) - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      close();
    } else if (event.key === "Enter" && active >= 0) {
      take(list.children[active]);
    } else {
      return;
    }
    event.preventDefault();
  });

  // the box keeps the keyboard while something is clicked
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
})();
