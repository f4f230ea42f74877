const words = one(".y");

// Links within the page leave no row in the list of pages.
const show = mark => {
const target = /^[a-z]+$/.test(mark) && page.getElementById(mark);
if (!target) return;
clear();
for (let part = target; (part = part.closest("details")); part = part.parentElement) part.open = true;
const head = target.closest("details");
(head || target).scrollIntoView();
(head ? head.firstElementChild : target).focus({preventScroll: true});
};
page.addEventListener("click", event => {
const link = event.target.closest("a[href^='#']");
if (!link) return;
event.preventDefault();
show(link.hash.slice(1));
});
const arrive = () => {
if (!location.hash) return;
show(location.hash.slice(1));
history.replaceState(null, "", location.pathname);
};

// After its last day the page shows no hours and no streets.
if (root.dataset.x && Date.now() > Date.parse(root.dataset.x)) { root.classList.add("past"); one(".old").hidden = false; }

// Search: nothing leaves the field.
const fold = text => text.normalize("NFKD").toLowerCase()
.replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u093c\u0a3c\u0a71\u200b-\u200f\u2066-\u2069\u0640'’ʻ]/g, "")
.replace(/[ىیېۍے]/g, "ي").replace(/[کڪ]/g, "ك").replace(/[ةہھە]/g, "ه").replace(/[أإآٱ]/g, "ا").replace(/ґ/g, "г").replace(/є/g, "е").replace(/đ/g, "d")
.replace(/[\u30a1-\u30f6]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 96));
let texts = null;
const clear = () => {
if (!field || !root.classList.contains("on")) return;
root.classList.remove("on");
field.value = words.textContent = "";
one(".z").hidden = true;
for (const part of all("details.c, .s, .n, a.c")) part.hidden = false;
for (const part of all(".g details[open]")) part.open = false;
};
const search = () => {
const typed = fold(field.value).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean).map(word => word.replace(/^(?:[وبفك]?ال|لل)(?=.{3})/, ""));
if (!typed.length) { const empty = field.value; clear(); field.value = empty; return; }
texts = texts || all(".n").flatMap(need => all("details.c", need).map(card => {
const tile = card.closest(".s");
const about = [need.dataset.w, card.dataset.w, need.querySelector("h2").textContent, tile ? tile.querySelector("h3").textContent : "", card.textContent];
return [card, " " + fold(about.join(" ")).replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")];
}));
const met = texts.map(([card, text]) => [card, typed.filter(word => text.includes(word.length < 3 && /[a-z]/.test(word) ? " " + word : word)).length]);
const most = Math.max(...met.map(pair => pair[1]));
const found = new Set(met.filter(pair => most && pair[1] === most).map(pair => pair[0]));
root.classList.add("on");
for (const card of all(".g .c")) card.hidden = !found.has(card);
for (const part of [...all(".s", one(".g")), ...all(".n")]) {
const some = all("details.c", part).some(card => found.has(card));
part.hidden = !some;
part.open = some;
}
one(".z").hidden = false;
words.textContent = found.size ? words.dataset.y.replace("{count}", found.size) : words.dataset[0];
};
if (field) {
field.value = "";
one(".q").hidden = false;
field.addEventListener("input", search);
}
addEventListener("hashchange", arrive);
arrive();

// A phone that can store a copy is offered one: not from a stick.
const copy = one(".kp");
if (copy && navigator.serviceWorker && location.protocol !== "file:") copy.hidden = false;
