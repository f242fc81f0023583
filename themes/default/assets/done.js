// A pairing's page: a link that says that something is done holds the day on which
// the site was made. With a script it holds the day of who follows it.
"use strict";

document.querySelectorAll("a[data-day]").forEach((link) => {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const at = link.href.lastIndexOf(link.dataset.day); // an id before it may hold a day, too
  if (at > 0) link.href = link.href.slice(0, at) + today + link.href.slice(at + today.length);
});
