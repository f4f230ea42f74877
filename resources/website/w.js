// The copy on a phone: answers for the pages it stores, one of them of a language, and no other.
const CACHE = "1", MOST = 30 * 864e5, WAIT = 3000;

// The phone's clock, never earlier than the day of the edition.
const clock = edition => Math.max(Date.now(), Date.parse(edition.created));
const put = (cache, name, text) => cache.put(name, new Response(text));
const get = async (name, most) => {
const stop = new AbortController(), timer = most && setTimeout(() => stop.abort(), most);
try {
const answer = await fetch(name, {cache: "no-store", credentials: "omit", signal: stop.signal});
if (!answer.ok) throw new Error(name);
return await answer.text();
} finally { clearTimeout(timer); }
};
const newest = async () => {
const now = JSON.parse(await get("now.json", WAIT));
if (!Number.isInteger(now.edition) || !(Date.parse(now.created) && Date.parse(now.expires))) throw new Error("not now.json");
return now;
};

// Fetches every page of an edition, then stores them; the first is that of the language.
const renew = async (cache, pages, now) => {
const texts = await Promise.all(pages.map(name => get(name)));
if (!texts.every(text => text.includes(` data-e="${now.edition}"`))) throw new Error("another edition");
texts[0] = texts[0].replace(/(<a class="u" data-r="([^"]+)"[^>]*>)[^<]*/, "$1$2");
for (const [at, name] of pages.entries()) await put(cache, name, texts[at]);
const state = {...now, pages, seen: clock(now), whole: true};
await put(cache, "now.json", JSON.stringify(state));
return [texts[0], state];
};

// Without some records: their services, and the links and numbers that lead to these.
const without = (text, marks) => {
const gone = new Set(marks);
return text.replace(/<details class="c"[^>]*? data-i="([^"]+)".*?<div id="([a-z]+)".*?<\/details>\n?/gs, (card, parts, own) => {
if (!gone.has(own) && !parts.split(" ").some(part => marks.some(mark => mark.startsWith(part)))) return card;
gone.add(own);
return "";
}).replace(/<a class="c" href="#([a-z]+)".*?<\/a>\n?/gs, (link, mark) => gone.has(mark) ? "" : link)
.replace(/<([ap]) class="k[^"]*" data-i="([a-z]+)".*?<\/\1>\n?/gs, (number, _, mark) => gone.has(mark) ? "" : number)
.replace(/( data-s=")([^"]*)/, (_, head, words) => head + words.split(";").map(one => one.split(",").filter(part => !gone.has(part)).join()).filter(one => one.includes(",")).join(";"));
};
const old = text => text.replace(/(<p class="w old"[^>]*?) hidden/, "$1");
const undated = text => old(text).replace(/<p class="f h[^"]*">.*?<\/p>/gs, "").replace(/<div class="f h[^"]*"><div>.*?<\/div><\/div>/gs, "");
const helplines = text => old(text).replace(/<div class="g">.*(?=<section id="t")/s, '<div class="g"></div>\n').replace(/<p class="sw".*?<\/p>\n?/s, "");

// The page of the language, as it may be shown now.
const start = async (event, cache, name, state) => {
let text = await (await cache.match(name)).text(), shown = "";
const now = await newest().catch(() => null);
if (now && now.edition >= state.edition) {
if (now.edition > state.edition || !state.whole && clock(now) <= Date.parse(now.expires)) {
await put(cache, name, text = without(text, now.gone || []));
const coming = renew(cache, state.pages, now).catch(() => null);
event.waitUntil(coming);
const fresh = await Promise.race([coming, new Promise(go => setTimeout(go, WAIT))]);
if (fresh) [text, state] = fresh;
else if (!now.gone) shown = helplines(text);
} else if (state.whole) {
state.seen = clock(now);
await put(cache, "now.json", JSON.stringify(state));
}
}
const late = clock(state) > Date.parse(state.expires);
if (late || clock(state) - state.seen > MOST) {
text = late ? helplines(text) : undated(text);
await put(cache, name, text);
await put(cache, "now.json", JSON.stringify({...state, whole: false}));
}
return shown || text;
};
const stored = async (event, name) => {
const cache = await caches.has(CACHE) && await caches.open(CACHE);
const page = cache && await cache.match(name);
if (!page) throw new Error(name);
const state = await (await cache.match("now.json")).json();
const text = name === state.pages[0] ? await start(event, cache, name, state) : await page.text();
return new Response(text, {headers: {
"Content-Type": "text/html;charset=utf-8", "Content-Security-Policy": "frame-ancestors 'none'", "Referrer-Policy": "no-referrer",
}});
};

addEventListener("install", () => skipWaiting());
addEventListener("fetch", event => {
if (event.request.mode !== "navigate") return;
const name = new URL(event.request.url).pathname.split("/").pop();
event.respondWith(stored(event, name === "x.html" ? "y.html" : name).catch(() => fetch(event.request)));
});
addEventListener("message", event => event.waitUntil((async () => {
await caches.delete(CACHE);
const answer = await newest().then(async now => renew(await caches.open(CACHE), event.data, now)).then(() => "on", () => "failed");
event.ports[0].postMessage(answer);
})()));
