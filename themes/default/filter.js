// Narrows a list of measures to those with the words that someone types. Without it, links show one group or one rating.
(() => {
  "use strict";
  const field = document.getElementById("narrow");
  const status = document.getElementById("narrowed");
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'\u2019]/g, "").toLowerCase();
  const tables = [...document.querySelectorAll(".groups .table")];

  function narrow() {
    const words = plain(field.value).trim().split(/\s+/);
    let found = 0;
    for (const table of tables) {
      const rows = [...table.querySelectorAll("tbody tr")];
      for (const row of rows) {
        const name = plain(row.cells[0].textContent);
        row.hidden = !words.every((word) => name.includes(word));
      }
      table.hidden = rows.every((row) => row.hidden);
      // A group that a link leaves out is not counted.
      found += rows.filter((row) => row.getClientRects().length > 0).length;
    }
    const { none, one, some } = status.dataset;
    const text = [none, one][found] ?? some.replace("{count}", found);
    status.textContent = words[0] === "" ? "" : text;
  }

  field.addEventListener("input", narrow);
  // A browser may have kept what was typed before.
  narrow();
})();
