// Runs before the first paint, so that a chosen scheme does not flash.
try {
  const scheme = localStorage.getItem("pairbook-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.theme = scheme;
} catch {
  // Storage may be refused, for files and in private windows: the system's scheme holds.
}
