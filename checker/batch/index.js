"use strict";
(function () {
  const body = document.querySelector("#units tbody");
  const rows = Array.from(body.rows);
  const words = rows.map(row => (row.cells[1].textContent + " " + row.cells[9].textContent).toLowerCase());
  const search = document.getElementById("search");
  const missing = document.getElementById("missing");
  const below = document.getElementById("below");
  const count = document.getElementById("count");
  function show() {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = words[index].includes(wanted) &&
        (missing.value === "" || row.dataset.o[Number(missing.value)].toLowerCase() === "m") &&
        (!below.checked || row.classList.contains("below"));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = shown === rows.length ? "" : "符合的 " + shown + " 份";
  }
  [search, missing, below].forEach(field => field.addEventListener("input", show));
  document.querySelectorAll("#units thead button").forEach((button, column) => {
    let down = false;
    button.addEventListener("click", () => {
      down = !down;
      const value = row => {
        const words = row.cells[column].textContent;
        const figure = parseFloat(words);
        return Number.isNaN(figure) ? words : figure;
      };
      const sorted = rows.slice().sort((one, other) => {
        const a = value(one), b = value(other);
        const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh");
        return down ? order : -order;
      });
      sorted.forEach(row => body.appendChild(row));
    });
  });
  show();
})();
