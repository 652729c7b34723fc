// The appearance that was chosen last, before anything is shown: so this script alone waits for nothing.
try {
  const theme = localStorage.getItem("trin-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Where nothing can be kept, as on some disks, nothing is.
}
