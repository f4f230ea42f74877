// The copy on this phone: the second answer alone stores it, one touch removes it.
const parts = one("main").dataset, words = one(".st"), workers = navigator.serviceWorker;
const show = state => {
for (const part of all("[data-s]")) part.hidden = !part.dataset.s.split(" ").includes(state);
words.textContent = words.dataset[state] || "";
};
const offer = () => {
const link = page.createElement("link");
link.rel = "manifest";
link.href = parts.manifest;
page.head.append(link);
show("on");
};
const remove = async () => {
const stored = await workers.getRegistration();
if (stored) await stored.unregister();
for (const name of await caches.keys()) await caches.delete(name);
};
const store = async () => {
await workers.register("w.js");
const {active} = await workers.ready, {port1, port2} = new MessageChannel();
const answer = new Promise(go => { port1.onmessage = event => go(event.data); });
active.postMessage(parts.pages.split(" "), [port2]);
if (await answer !== "on") throw new Error("not stored");
};
one(".yes").addEventListener("click", event => {
event.currentTarget.disabled = true;
store().then(offer, () => remove().finally(() => show("failed")));
});
one(".no").addEventListener("click", () => remove().then(() => {
show("off");
setTimeout(() => location.replace(way.href), 3000);
}));
if (!workers || location.protocol === "file:") show("failed");
else caches.has("1").then(stored => stored ? offer() : show("new"), () => show("failed"));
