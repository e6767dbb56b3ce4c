// Keeps a page in step with its sources: reloads it, swaps its style sheets, shows the messages of a faulty save over it.

const own = new URL(import.meta.url).searchParams;
let seen = Number(own.get("seen"));
const place = `rolecall-scroll ${location.pathname}`;

// Browsers restore the place themselves, but now and then an older one.
const kept = sessionStorage.getItem(place);
if (kept !== null) {
  const back = () => scrollTo({ top: Number(kept), behavior: "instant" });
  sessionStorage.removeItem(place);
  back();
  const done = () => {
    back();
    history.scrollRestoration = "auto";
  };
  if (document.readyState === "complete") done();
  else addEventListener("load", done, { once: true });
}

function reload() {
  // Twice told before the page is gone, the first place counts.
  if (sessionStorage.getItem(place) === null) sessionStorage.setItem(place, String(scrollY));
  history.scrollRestoration = "manual";
  location.reload();
}

let overlay;

function mended() {
  overlay?.remove();
  overlay = undefined;
}

// Texts alone: what an author wrote is never markup here.
function show(found) {
  mended();
  let root;
  [overlay, root] = apart("rolecall-overlay", `
    section { position: fixed; inset: auto 1rem 1rem; z-index: 2147483647; max-height: 70vh; overflow: auto; padding: 1rem 1.25rem;
      border-radius: .5rem; border-top: 4px solid #d33; background: #1b1b1f; color: #f4f4f5; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 .5rem 2rem #0008; }
    h1 { font-size: 1rem; margin: 0 0 .5rem; }
    ol { margin: 0; padding: 0 0 0 1.25rem; }
    li { margin-top: .5rem; }
    code, .place { font: 13px/1.5 ui-monospace, monospace; color: #9cdcfe; }
    p { margin: 0; }
    .help { color: #b5e8b0; }`);
  const add = (parent, name, text, kind) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    parent.append(element);
    return element;
  };
  const box = document.createElement("section");
  box.setAttribute("role", "alert");
  const errors = found.diagnostics.filter(({ severity }) => severity === "error");
  const standing = seen > 0 ? "showing the last version that built" : "no version has built yet";
  add(box, "h1", `${errors.length === 1 ? "1 error" : `${errors.length} errors`}: ${standing}`);
  const list = document.createElement("ol");
  for (const { code, message, file, line, column, help } of errors.slice(0, 20)) {
    const item = document.createElement("li");
    add(item, "p", `${file}:${line}:${column}`, "place");
    add(item, "p", `${message} [${code}]`);
    if (help) add(item, "p", help, "help");
    list.append(item);
  }
  box.append(list);
  root.append(box);
  document.documentElement.append(overlay);
}

// Says whether the page had them all: elsewhere they have other addresses.
function swap(pairs) {
  const links = [...document.querySelectorAll('link[rel="stylesheet"]')];
  if (!pairs.every(([from]) => links.some(({ href }) => new URL(href).pathname === from))) return false;
  for (const [from, to] of pairs) {
    for (const link of links.filter(({ href }) => new URL(href).pathname === from)) {
      const next = link.cloneNode();
      next.href = to;
      next.addEventListener("load", () => link.remove());
      link.after(next);
    }
  }
  return true;
}

// An element whose looks no style sheet of the page reaches.
function apart(name, css) {
  const element = document.createElement(name);
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  return [element, root];
}

// What no reader would find here, and which day it is.
function ribbon(text, link) {
  const [element, root] = apart("rolecall-ribbon", `
    p { position: fixed; inset: auto auto 0 0; z-index: 2147483646; margin: 0; padding: .25rem 1rem; border-radius: 0 .5rem 0 0; background: #6d28d9;
      color: #fff; font: 600 14px/1.6 system-ui, sans-serif; }
    a { color: #fff; }`);
  const line = document.createElement("p");
  line.setAttribute("role", "note");
  line.textContent = text;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = "/__rolecall/";
    anchor.textContent = link;
    line.append(" · ", anchor);
  }
  root.append(line);
  document.body.append(element);
}

const told = [own.get("ribbon"), own.get("on") && `as of ${own.get("on")}`].filter(Boolean);
if (told.length > 0) ribbon(told.join(", "), own.get("on") && "Preview another date");

// Browsers have few connections for a server: a page that nobody sees listens to nothing.
let channel;
function listen() {
  channel = new EventSource(`/__rolecall/events?token=${own.get("token")}&seen=${seen}`);
  // What stands is told anew to whoever begins to listen.
  channel.addEventListener("here", mended);
  channel.addEventListener("reload", reload);
  channel.addEventListener("styles", (event) => {
    mended();
    seen = Number(event.lastEventId);
    if (!swap(JSON.parse(event.data))) reload();
  });
  channel.addEventListener("fault", (event) => show(JSON.parse(event.data)));
  // The server has begun anew: its pages have another token.
  channel.addEventListener("error", () => {
    if (channel.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 1000);
  });
}

addEventListener("visibilitychange", () => {
  if (document.hidden) channel?.close();
  else if (channel === undefined || channel.readyState === EventSource.CLOSED) listen();
});
if (!document.hidden) listen();

// Last: it waits.
if (own.get("marks")) {
  // A page that is reloaded meanwhile needs none.
  const marks = await fetch("/__rolecall/ribbons.json").then((answer) => answer.json()).catch(() => ({}));
  for (const link of document.querySelectorAll("main a[href]")) {
    const day = /^\/__rolecall\/on\/[^/]+/.exec(link.pathname)?.[0] ?? "";
    const mark = link.origin === location.origin && marks[decodeURI(link.pathname.slice(day.length))];
    // On another day only drafts are what they are today.
    if (!mark || (day && mark !== "draft") || link.pathname === location.pathname) continue;
    const [element, root] = apart("rolecall-mark", "span { margin-inline-start: .4em; padding: 0 .5em; border-radius: .3em; background: #6d28d9; color: #fff; font: 600 12px/1.6 system-ui, sans-serif; }");
    const label = document.createElement("span");
    label.textContent = mark;
    root.append(label);
    link.after(element);
  }
}
