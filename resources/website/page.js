const words = one(".y");

// Links within the page leave no row in the list of pages.
const show = hash => {
const target = /^#[a-z]+$/.test(hash) && one(hash);
if (!target) return;
clear();
for (let part = target; (part = part.closest("details")); part = part.parentElement) part.open = true;
const head = target.closest("details");
(head || target).scrollIntoView();
(head ? head.firstElementChild : target).focus({preventScroll: true});
};
page.addEventListener("click", event => {
const link = event.target.closest("a[href^='#']");
if (link) { event.preventDefault(); show(link.hash); }
});
const arrive = () => {
if (!location.hash) return;
show(location.hash);
history.replaceState(null, "", location.pathname);
};

// After its last day the page shows no hours and no streets.
if (root.dataset.x && Date.now() > Date.parse(root.dataset.x)) { root.classList.add("past"); one(".old").hidden = false; }

// Search: nothing leaves the field. Letters fold as on the kiosk.
const fold = text => text.normalize("NFKD").toLowerCase()
.replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u093c\u0a3c\u0a71\u200b-\u200f\u2066-\u2069\u0640'’ʻ]/g, "")
.replace(/[ىیېۍے]/g, "ي").replace(/[کڪ]/g, "ك").replace(/[ةہھە]/g, "ه").replace(/[أإآٱ]/g, "ا").replace(/ґ/g, "г").replace(/є/g, "е").replace(/đ/g, "d")
.replace(/[٠-٩۰-۹०-९੦-੯]/g, sign => (sign.charCodeAt() + (sign > "ॐ" && 10)) % 16);
const letters = /[\p{L}\p{N}\p{M}]+/gu, split = text => fold(text).match(letters) || [];
const cards = all(".g details.c"), usual = [...one(".z")?.children || []], han = /\p{scx=Han}/u;
const card = mark => page.getElementById(mark)?.closest("details");
let texts;
// Of each card what it says first, what it says, what its need says, and the other needs it is in.
const read = () => {
const {s = "", d = ","} = one(".sw")?.dataset || {}, more = new Map(cards.map(one => [one, ["", ""]]));
const about = inside => { const need = inside.closest(".n"); return [need.dataset.w, ...all("h2", need).concat(inside.closest(".s")?.querySelector("h3") || []).map(one => one.textContent)].join(" "); };
const plain = part => part.innerHTML.replace(/<(?:[^>]*tel:\+1(\d+))?[^>]*>/g, " $1 ");
for (const record of s.split(";")) {
const [words, ...marks] = record.split(",");
for (const mark of marks) if (card(mark)) more.get(card(mark))[0] += " " + words;
}
for (const link of all(".g a.c")) if (card(link.hash.slice(1))) more.get(card(link.hash.slice(1)))[1] += " " + about(link);
texts = cards.map(one => [plain(one.children[0]) + more.get(one)[0], plain(one.children[1]), about(one), more.get(one)[1]].map(text => ` ${split(text).join(" ")} `));
texts.dangers = d.split(";").map(record => { const [head, ...patterns] = record.split(","), [code, ...marks] = head.split(" "); return {code, marks, patterns}; });
};
// Words of danger, as resources/search/danger/README.md writes them: "*" goes on, Korean always does.
const pattern = text => text.split("|").map(way => way.split(" ").map(word => word.replace(/\*/g, "").replace("#", "1[0-7]") + (/[ᄀ-ᇿ*]$/.test(word) ? "\\S*" : "")).join(" ")).join("|");
const has = (part, said, run) => part.split("|").some(way => {
const whole = han.test(way), korean = /[ᄀ-ᇿ]/.test(way), bare = way.replace(/[ *]/g, "").replace("#", "1[0-7]");
return (whole || korean) && new RegExp(bare).test(run) || !whole && new RegExp((way[0] === "*" ? "" : " ") + pattern(way) + " ").test(said);
});
const pressing = typed => {
const [harmless, ...rest] = texts.dangers, toned = root.lang === "vi" ? text => text.normalize("NFC").toLowerCase() : fold;
const without = typed => {
let text = toned(typed).match(letters)?.join(" ") || "";
for (const one of harmless.patterns) text = text.replace(new RegExp(han.test(one) ? one.split("+").map(part => `(?:${part})`).join("") : `(?:^| )${toned(one).split("+").map(part => `(?:${pattern(part)})`).join(" ")}(?= |$)`, "g"), " ");
return split(text);
};
const words = without(typed), run = words.join("");
const said = ` ${[words, words.map(word => word.replace(/^[وفبلك](?=..)/, "")), without(typed.replace(/\u200c/g, " "))].map(some => some.join(" ")).join("  ")} `;
const meets = one => one.replace("?", "").split("+").every(part => part[0] === "!" ? !has(part.slice(1), said, run) : has(part, said, run));
const met = rest.map(({code, marks, patterns}) => ({code, marks, by: patterns.map(one => fold(one)).filter(meets)})), named = new Set();
const out = met.some(({code, by}) => /_bed|fear/.test(code) && by[0]);
for (const {code, by} of met) if (by.some(one => !(out && one[0] === "?"))) named.add(code);
const far = ["after_crime", "foster", "punished", "civil_lawyer", "young_talk"];
if (!named.has("close") && far.some(one => named.has(one)) || out && named.has("young_harm")) named.delete("talk_harm");
named.delete("close");
const found = met.filter(({code}) => named.has(code)).slice(0, 2);
if (found[0]?.code === "after_crime") found.unshift(met.find(({code}) => code === "emergency")), found.splice(2);
return [...new Set(found.flatMap(one => one.marks))].map(card).filter(Boolean).slice(0, 4);
};
const clear = () => {
if (!field || !root.classList.contains("on")) return;
root.classList.remove("on");
field.value = words.textContent = "";
one(".z").hidden = true;
for (const part of all(".c, .s, .n")) part.hidden = false;
for (const part of all(".g details[open]")) part.open = false;
};
const search = () => {
const typed = split(field.value).map(word => word.replace(/^(?:[وبفك]?ال|لل)(?=.{3})/, ""))
.flatMap(word => word.match(/\p{scx=Han}+|\P{scx=Han}+/gu)).flatMap(run => han.test(run) && run[1] ? [...run.slice(1)].map((sign, at) => run[at] + sign) : run);
if (!typed.length) { const empty = field.value; clear(); field.value = empty; return; }
if (!texts) read();
// A card gains for each word by where it has it, and how rare the word is. An unknown word is cut from its end.
const gained = cards.map(() => 0);
for (const word of new Set(typed)) {
const free = han.test(word) || /^\d{5}/.test(word);
for (let end = word.length, count = 0; !count && (end === word.length || end >= Math.max(han.test(word) ? 1 : 3, word.length / 2)); end--) {
const part = word.slice(0, end), needle = free ? part : " " + part + (part[2] ? "" : " ");
const gains = texts.map(fields => fields.reduce((sum, text, at) => sum + (text.includes(needle) && [4, 2, 2.2, .6][at] * (end < word.length ? .6 : free || text.includes(` ${part} `) ? 1 : .8)), 0));
count = gains.filter(Boolean).length;
gains.forEach((gain, at) => { gained[at] += gain && gain * Math.log(1 + cards.length / count); });
}
}
const best = cards.map((_, at) => at).sort((a, b) => gained[b] - gained[a]).slice(0, 40);
const first = pressing(field.value), found = new Set([...first, ...best.filter(at => gained[at] && gained[at] >= .3 * gained[best[0]]).map(at => cards[at])]);
root.classList.add("on");
for (const card of all(".g .c")) card.hidden = !found.has(card);
for (const part of all(".s, .n")) {
const some = all("details.c", part).some(card => found.has(card));
part.hidden = !some;
part.open = some;
}
const lines = first.flatMap(card => {
const line = card.querySelector("a.k:not(.r)")?.cloneNode(true);
if (!line) return [];
line.querySelector("b").prepend(card.querySelector("b").textContent + " · ");
all("small", line).forEach(one => one.remove());
return line;
});
one(".z").replaceChildren(...lines, ...usual.filter(line => lines.every(one => one.href !== line.href)));
one(".z").hidden = false;
words.textContent = found.size ? words.dataset.y.replace("{count}", found.size) : words.dataset[0];
};
if (field) {
field.value = "";
one(".q").hidden = false;
field.addEventListener("input", search);
// Words that nobody sees are the end of the page: at 2G they come seconds after the buttons work.
page.addEventListener("DOMContentLoaded", () => { texts = null; search(); });
}
addEventListener("hashchange", arrive);
arrive();

// A phone that can store a copy is offered one: not from a stick.
const copy = one(".kp");
if (copy && navigator.serviceWorker && location.protocol !== "file:") copy.hidden = false;
