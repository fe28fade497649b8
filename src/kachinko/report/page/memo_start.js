// Draw everything; what hangs on the width again when the window changes.

function startMemo() {
  drawHead();
  drawSections();
  redrawn.forEach((draw) => draw());
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    redrawn.forEach((draw) => draw());
  });
  document.documentElement.dataset.ready = "yes";
}

startMemo();
