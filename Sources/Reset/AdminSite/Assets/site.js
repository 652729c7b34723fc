// The pages work without this. It lets the box beside the heading of a list select every row, as one sees it do.
for (const all of document.querySelectorAll("input[name=all]")) {
  const rows = [...all.form.querySelectorAll("tbody input[type=checkbox]")];
  all.addEventListener("change", () => { for (const row of rows) row.checked = all.checked; });
  for (const row of rows) {
    row.addEventListener("change", () => { all.checked = rows.every((row) => row.checked); });
  }
}
