// What depends on the reader's day or device: the switch between light and dark, days left, what is new, what has closed; and where somebody looks for work.

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

// How long ago the postings of a list appeared, by the reader's own day, and which are new. The written date stays as a tooltip, and on paper.
const NEW_DAYS = 3;
const OLD_DAYS = 31;
const newWord = document.querySelector("script[data-new]")?.dataset.new;
function tellAges() {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  for (const time of document.querySelectorAll(".row.job .aside time:not([title])")) {
    const kind = time.closest(".row").dataset.kind ?? "job";
    const days = Math.floor((today - Date.parse(time.dateTime.slice(0, 10))) / DAY);
    if (kind !== "job" || !(days >= 0 && days < OLD_DAYS)) continue;
    time.title = time.textContent;
    time.textContent = relative.format(-days, "day");
    if (days >= NEW_DAYS || !newWord) continue;
    const badge = document.createElement("span");
    badge.className = "badge new";
    badge.textContent = newWord;
    time.before(badge, " ");
  }
}
tellAges();
const results = document.getElementById("search-results");
if (results) new MutationObserver(tellAges).observe(results, { childList: true });

// The index has places as words: what and where are one query.
for (const form of document.querySelectorAll("form.search")) {
  form.addEventListener("formdata", ({ formData }) => {
    const where = formData.get("where");
    if (where === null) return;
    formData.set("q", `${formData.get("q")} ${where}`.trim());
    formData.delete("where");
  });
}
