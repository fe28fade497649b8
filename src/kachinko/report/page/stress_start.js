// Draw everything; the chart again when the window changes.

function startStress() {
  drawHeadline();
  drawWrapsLegend();
  drawWraps();
  drawTitles();
  drawBuffers();
  drawSpread();
  drawAssumed();
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    drawWraps();
  });
  document.documentElement.dataset.ready = "yes";
}

startStress();
