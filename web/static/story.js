// A story's page: through its marks, reading aloud, printing. Everything else works without scripts.
"use strict";

// The marks are links of the page; going through them need not fill the browser's history.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.first, .step a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(link.hash);
  const mark = document.getElementById(link.hash.slice(1));
  mark.scrollIntoView({ block: "center" });
  // Enter again goes on in the same direction
  const same = link.className === "before" ? ".before" : ".after";
  mark.nextElementSibling.querySelector(same).focus({ preventScroll: true });
});

const tools = document.getElementById("tools");
if (tools) {
  const print = tools.querySelector(".print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());

  const aloud = tools.querySelector(".aloud");
  const voice = window.speechSynthesis;
  let reading = false;
  const say = (now) => {
    reading = now;
    aloud.textContent = now ? aloud.dataset.stop : aloud.dataset.start;
  };
  const read = () => {
    // one piece a paragraph: browsers break off long ones
    const pieces = document.querySelectorAll(".story h1, .story .subhead, .story .text p");
    const last = pieces.length - 1;
    pieces.forEach((piece, number) => {
      const copy = piece.cloneNode(true);
      copy.querySelectorAll("sup").forEach((sign) => sign.remove());
      const words = new SpeechSynthesisUtterance(copy.textContent.trim());
      words.lang = "zh-CN";
      if (number === last) words.onend = () => say(false);
      voice.speak(words);
    });
    say(true);
  };
  if (voice) {
    aloud.hidden = false;
    aloud.addEventListener("click", () => {
      const stop = reading;
      voice.cancel();
      if (stop) say(false);
      else read();
    });
    // a voice would go on over the next page
    window.addEventListener("pagehide", () => voice.cancel());
  }
}
