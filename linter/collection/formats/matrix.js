"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  table.tHead.addEventListener("click", (event) => {
    const head = event.target.closest("th");
    if (!head) return;
    const up = head.getAttribute("aria-sort") !== "ascending";
    const key = (row) => row.cells[head.cellIndex].dataset.sort ?? row.cells[head.cellIndex].textContent;
    const before = (a, b) => {
      const [one, other] = [key(a), key(b)];
      if (!one || !other) return !one - !other; // what is empty stays last
      const numbers = one - other;
      return (Number.isNaN(numbers) ? one.localeCompare(other, "zh") : numbers) * (up ? 1 : -1);
    };
    for (const other of table.tHead.querySelectorAll("th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...[...body.rows].sort(before));
  });
}
