// Jobs that a reader keeps, and what is new since the last visit. All of it is in the browser's own storage, and nobody is told.

const { save, fresh, since: sinceText } = document.getElementById("saved").dataset;
// The site, in all of its languages: where its files are.
const key = new URL(".", import.meta.url).pathname;
const MOST = 200;
const PAUSE = 30 * 60000;
const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(`${name} ${key}`));
  } catch {
    return null;
  }
};
const write = (name, value) => {
  try {
    localStorage.setItem(`${name} ${key}`, JSON.stringify(value));
  } catch {
    // It holds for this page at least.
  }
};
// Whatever else writes there is no job: one has the path of a page of this site and a title.
const isJob = (job) => /^\/(?![/\\])[!-~]*$/.test(job?.url) && typeof job.title === "string" && job.title !== "";
const jobs = () => [read("saved")].flat().filter(isJob).slice(0, MOST);
const link = document.getElementById("saved-link");
// The page that lists them.
const list = document.getElementById("saved-jobs");
const none = document.getElementById("saved-none");
let kept = jobs();

/** What shows whether a job is kept, each for its star. */
const shows = new Set();

function tell() {
  for (const show of shows) show();
  if (none) none.hidden = kept.length > 0;
  if (!link) return;
  link.hidden = kept.length === 0;
  link.querySelector("span").textContent = kept.length;
}

/** Makes a button keep a job, or let it go. */
function star(button, job) {
  const isKept = () => kept.some(({ url }) => url === job.url);
  const show = () => {
    button.setAttribute("aria-pressed", String(isKept()));
    button.querySelector("span").textContent = isKept() ? "★" : "☆";
  };
  button.addEventListener("click", () => {
    const others = jobs().filter(({ url }) => url !== job.url);
    kept = isKept() ? others : [job, ...others].slice(0, MOST);
    write("saved", kept);
    tell();
  });
  // The state is said by itself; on a posting's page the word is there to be read.
  if (!button.textContent.includes(save)) button.setAttribute("aria-label", `${save}: ${job.title}`);
  button.hidden = false;
  shows.add(show);
  show();
}

const make = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

function addStar(row, job) {
  const button = make("button", { class: "star", type: "button" }, make("span", { "aria-hidden": "true" }));
  star(button, job);
  row.append(button);
}

const text = (place) => place?.textContent.trim().replace(/\s+/g, " ") ?? "";
const isTime = (time) => Math.abs(time) < 8e15;
const last = read("visit");
const visit = isTime(last?.at) ? last : {};
// Whoever comes back after a while sees what is new since then.
const since = Date.now() - visit.at > PAUSE ? visit.at : visit.since;
write("visit", { at: Date.now(), since });
const day = isTime(since) && new Date(since).toISOString().slice(0, 10);

function dress() {
  for (const row of document.querySelectorAll(".row.job:not(:has(.star))")) {
    const a = row.querySelector("h3 a");
    if (!a || (row.dataset.kind ?? "job") !== "job") continue;
    addStar(row, { url: a.pathname, title: text(a), about: text(row.querySelector(".meta")), closes: row.dataset.until, lang: a.lang });
    const time = row.querySelector("time");
    if (!day || !(time?.dateTime.slice(0, 10) > day)) continue;
    const badge = time.parentElement.querySelector(".new");
    if (badge) badge.title = sinceText;
    else time.before(make("span", { class: "badge new", title: sinceText }, fresh), " ");
  }
}

async function check(job, row) {
  const isPast = () => Date.parse(job.closes) < Date.now();
  if (!job.closed && !isPast()) {
    const answer = await fetch(job.url, { credentials: "omit" }).catch(() => undefined);
    // Without a network nothing is known.
    if (!answer) return;
    job.closed = [404, 410].includes(answer.status) || answer.redirected || (await answer.text()).includes('<article class="posting" data-closed');
  }
  if (job.closed || isPast()) row.querySelector(".aside").append(make("span", { class: "badge foreign" }, list.dataset.closed));
}

async function showList() {
  list.hidden = false;
  const rows = kept.map((job) => {
    const title = make("a", { href: job.url, lang: job.lang }, make("bdi", {}, job.title));
    const letter = make("span", { class: "logo initial", "aria-hidden": "true" }, [...`${job.about || job.title}`][0]);
    return make("li", { class: "row job" }, letter, make("div", {}, make("h2", {}, title), make("p", { class: "meta" }, job.about ?? "")), make("div", { class: "aside" }));
  });
  rows.forEach((row, i) => addStar(row, kept[i]));
  list.append(...rows);
  for (const [i, job] of [...kept].entries()) await check(job, rows[i]);
}

const posting = document.querySelector("article.posting");
const button = document.getElementById("save");
if (button) {
  star(button, { url: location.pathname, title: text(posting.querySelector("h1 bdi")), about: text(posting.querySelector(".lead")), closes: posting.dataset.ends, lang: document.documentElement.lang });
}
if (list) showList();
dress();
const results = document.getElementById("search-results");
if (results) new MutationObserver(dress).observe(results, { childList: true });
addEventListener("storage", () => {
  kept = jobs();
  tell();
});
tell();
