// Draw everything; then what follows the order, and the chart when the window changes.

function startSweep() {
  drawHeadline();
  drawChartLegend();
  drawTitlesLegend();
  drawMethod();
  onOrder.push(drawOrder, drawCharts, drawTable, drawDifferences, drawTitles);
  for (const draw of onOrder) draw();
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    drawCharts();
  });
  document.documentElement.dataset.ready = "yes";
}

startSweep();
