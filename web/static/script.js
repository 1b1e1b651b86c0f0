// "/" goes to the search box, and 上一处/下一处 go through the marks of a story.
"use strict";

const box = document.getElementById("q");
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

const bar = document.getElementById("marks");
const total = bar ? Number(bar.dataset.marks) : 0;
if (total > 0) {
  let here = 0;
  const turn = (step) => {
    const left = document.getElementById(`m${here}`);
    if (left) left.classList.remove("here");
    here = ((here + step - 1 + total) % total) + 1;
    const mark = document.getElementById(`m${here}`);
    mark.classList.add("here");
    mark.scrollIntoView({ block: "center" });
  };
  const before = bar.querySelector(".before");
  const after = bar.querySelector(".after");
  before.addEventListener("click", () => turn(here ? -1 : 0));
  after.addEventListener("click", () => turn(1));
  bar.querySelector(".first").hidden = true;
  before.hidden = after.hidden = false;
}
