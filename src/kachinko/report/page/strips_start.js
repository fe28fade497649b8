// Draw everything, and turn the strips when the reader asks for it.

function readStrips() {
  const upright = document.querySelector("#reading input:checked").value === "upright";
  byId("strips-across").hidden = upright;
  byId("strips-upright").hidden = !upright;
}

function startStrips() {
  drawHead();
  drawAcross();
  drawUpright();
  drawDood();
  drawSheets();
  drawCost();
  byId("reading").addEventListener("change", readStrips);
  readStrips();
  document.documentElement.dataset.ready = "yes";
}

startStrips();
