// What depends on the reader's day or device: the switch between light and dark, days left, what has closed.

const root = document.documentElement;
const language = root.lang;

const button = document.getElementById("scheme");
if (button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const tell = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const scheme = isDark() ? "light" : "dark";
    root.dataset.scheme = scheme;
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      // It holds for this page at least.
    }
    tell();
  });
  system.addEventListener("change", tell);
  tell();
  button.hidden = false;
}

// What hangs below the menu closes with a click elsewhere, and with Escape.
const menus = [...document.querySelectorAll(".submenu")];
if (menus.length) {
  document.addEventListener("click", ({ target }) => {
    for (const menu of menus) if (!menu.contains(target)) menu.open = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    const open = key === "Escape" && menus.find((menu) => menu.open);
    if (!open) return;
    open.open = false;
    open.firstElementChild.focus();
  });
}

// A video is loaded from elsewhere when a reader asks for it, and not before.
for (const link of document.querySelectorAll("a[data-player], a[data-video]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { player, video, title } = link.dataset;
    const place = document.createElement(player ? "iframe" : "video");
    if (player) {
      place.allow = "autoplay; fullscreen; picture-in-picture";
      place.referrerPolicy = "strict-origin-when-cross-origin";
    } else {
      place.controls = true;
      place.autoplay = true;
    }
    place.title = title;
    place.src = player ?? video;
    link.replaceWith(place);
    place.focus();
  });
}

// A posting that has closed since the site was built is no longer offered.
const isPast = (text) => new Date(text) < Date.now();
for (const place of document.querySelectorAll("[data-until]")) {
  if (isPast(place.dataset.until)) place.hidden = true;
}
for (const place of document.querySelectorAll("[data-after]")) {
  if (isPast(place.dataset.after)) place.hidden = false;
}

const DAY = 86400000;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
for (const place of document.querySelectorAll("[data-closes]")) {
  const closes = place.dataset.closes;
  // Days are those of the posting's own zone.
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(closes) ?? [null, "+", 0, 0];
  const offset = (sign === "-" ? -1 : 1) * (hours * 60 + Number(minutes)) * 60000;
  const day = (instant) => Math.floor((instant + offset) / DAY);
  const left = day(Date.parse(closes)) - day(Date.now());
  if (Number.isNaN(left) || isPast(closes)) continue;
  place.textContent = relative.format(left, "day");
  place.classList.toggle("soon", left <= 7);
}
