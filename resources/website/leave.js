const page = document, root = page.documentElement;
const all = (what, inside = page) => [...inside.querySelectorAll(what)];
const one = what => page.querySelector(what);
const way = one(".x"), field = one(".q input");

// Leave: blank at once, then another page in the place of this one.
const leave = () => { root.hidden = true; page.title = ""; if (field) field.value = ""; location.replace(way.href); };
way.addEventListener("click", event => { event.preventDefault(); leave(); });
let last = -1e9;
page.addEventListener("keydown", event => {
if (event.key !== "Escape") return;
if (event.timeStamp - last < 600) leave();
last = event.timeStamp;
});
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
addEventListener("beforeinstallprompt", event => event.preventDefault());
