// Shows the page in the phone's own language, as any page does.
(() => {
const parts = [...document.querySelectorAll("section")];
const wanted = navigator.languages.map(tag => tag === "zh" || /^zh-(CN|SG)/.test(tag) ? "zh-Hans" : /^zh-/.test(tag) ? "zh-Hant" : tag);
const found = wanted.map(tag => parts.find(part => tag === part.lang || tag.split("-")[0] === part.lang)).find(part => part) || parts[0];
for (const part of parts) part.hidden = part !== found;
document.documentElement.lang = found.lang;
document.documentElement.dir = found.dir;
})();
