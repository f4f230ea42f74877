"use strict";
(() => {
const page = document, form = page.querySelector("form"), labels = JSON.parse(form.dataset.labels);
const all = (what, inside = page) => [...inside.querySelectorAll(what)];
const one = (what, inside = page) => inside.querySelector(what);
const steps = form.classList.contains("steps");
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
const list = text => text ? JSON.parse(text) : [];
const numbers = text => text ? text.split(" ") : [];
const groups = all(".q[data-key]");
const asked = groups.filter(each => !each.dataset.when && !each.closest(".closing"));
let at = 0, unsaved = false, sure = false;

page.documentElement.classList.add("live");
all(".c").forEach(each => each.setAttribute("aria-pressed", "false"));
all("select[data-list]").forEach(each => {
  each.append(page.getElementById(`list-${each.dataset.list}`).content.cloneNode(true));
});

groups.forEach((each, number) => {
  const title = one(".asked", each), line = page.createElement("p");
  title.id = `q${number}`;
  title.tabIndex = -1;
  each.setAttribute("role", "group");
  each.setAttribute("aria-labelledby", title.id);
  line.className = "problem";
  line.id = `p${number}`;
  line.setAttribute("aria-live", "polite");
  all(":scope > .answers > :is(input, textarea, select)", each).forEach(found => {
    found.autocomplete = "off";
    found.setAttribute("aria-labelledby", title.id);
    found.setAttribute("aria-describedby", line.id);
    if (each.dataset.kind === "text") found.maxLength = form.dataset.letters;
  });
  const last = all(":scope > .answers > :is(input, textarea, select, button)", each).pop();
  if (last) last.after(line);
});

// The page itself holds the answers: nothing is stored anywhere else.
const own = (what, group) => all(`:scope > .answers ${what}`, group);
const field = group => own("input, textarea", group)[0];
const select = group => own("select", group)[0];
const pressed = group => own("[aria-pressed=true]", group);
const gone = group => group.closest(".q[hidden]");
const value = group => {
  if (group.dataset.kind === "text") return field(group).value.trim();
  const found = pressed(group).map(each => each.dataset.value);
  if (group.dataset.kind === "choices") return found;
  return found[0] || (select(group) ? select(group).value : "");
};
const answered = group => {
  if (gone(group)) return false;
  const found = value(group);
  if (group.dataset.kind !== "text") return found.length > 0;
  return group.dataset.when ? found !== "" : found !== field(group).defaultValue.trim();
};
const put = (group, wanted) => {
  own("[aria-pressed]", group).forEach(each => each.setAttribute("aria-pressed", each.dataset.value === wanted));
  if (select(group)) select(group).value = pressed(group).length ? "" : wanted;
};

// What is wrong with an answer; empty if nothing is.
const letters = text => [...text].length;
const lost = (group, text) => {
  const tokens = list(group.dataset.retained);
  const wanted = token => tokens.filter(each => each === token).length;
  return [...new Set(tokens)].filter(each => text.split(each).length - 1 < wanted(each));
};
const problem = group => {
  if (gone(group)) return "";
  const found = value(group), must = "required" in group.dataset;
  if (group.dataset.kind !== "text") return must && !found.length ? labels.required : "";
  const most = +group.dataset.most || 0;
  if (!found && must) return group.dataset.when ? labels.empty : labels.required;
  if (!answered(group)) return "";
  if (most && letters(found) > most) return filled(labels.too_long, {count: letters(found), most});
  const missing = lost(group, found);
  if (missing.length) return filled(labels.lost, {words: missing.join(", ")});
  return must && group.dataset.when && found === field(group).defaultValue.trim() ? labels.unchanged : "";
};
const wrong = () => groups.filter(problem);
const covered = () => {
  const tally = one(".tally"), found = new Set(numbers(tally.dataset.covered));
  asked.filter(answered).forEach(each => {
    if (pressed(each).some(button => "bare" in button.dataset)) return;
    numbers(each.dataset.covers).forEach(number => found.add(number));
  });
  return found.size;
};

const draw = () => {
  groups.filter(each => each.dataset.when).forEach(each => {
    const above = value(each.parentElement.closest(".q"));
    each.hidden = !list(each.dataset.when).some(wanted => [].concat(above).includes(wanted));
  });
  groups.filter(each => each.dataset.kind === "text").forEach(each => {
    const found = problem(each), most = +each.dataset.most, must = "required" in each.dataset && !value(each);
    const line = own(".problem", each)[0];
    line.textContent = must && !each.dataset.when ? "" : found
      || (most && !gone(each) && answered(each) ? filled(labels.letters, {count: letters(value(each)), most}) : "");
    line.classList.toggle("fine", !found);
    found && !must ? field(each).setAttribute("aria-invalid", "true") : field(each).removeAttribute("aria-invalid");
  });
  groups.forEach(each => each.classList.toggle("answered", answered(each)));
  const count = asked.filter(answered).length, whole = asked.length;
  if (one(".tally")) {
    const tally = one(".tally"), found = covered();
    one("#answered").textContent = filled(labels.answered, {answered: count, whole});
    one("#covered").textContent = filled(one("#covered").dataset.words, {covered: found, whole: tally.dataset.whole});
    one("i.b", tally).style.width = `${100 * found / Math.max(1, tally.dataset.whole)}%`;
  }
  const yes = one("[data-go=yes]"), plain = asked.filter(each => "plain" in each.dataset && !answered(each));
  if (yes) {
    yes.hidden = !plain.length;
    yes.textContent = filled(labels.yes_to_all, {count: plain.length});
  }
  if (steps) drawStep(count, whole);
  else if (one("#position")) one("#position").textContent = filled(labels.answered, {answered: count, whole});
};
const drawStep = (count, whole) => {
  const now = asked[at], last = at >= whole;
  form.classList.toggle("last", last);
  groups.forEach(each => each.classList.toggle("now", each === now || (last && !!each.closest(".closing"))));
  one("[data-go=before]").hidden = !at;
  const section = now ? now.closest("[data-section]").dataset.section : "";
  const position = filled(labels.position, {number: Math.min(at + 1, whole), whole});
  one("#position").textContent = section ? `${position} · ${section}` : position;
  one(".head i.b").style.width = `${100 * Math.min(at + !last, whole) / whole}%`;
  asked.forEach(each => {
    const open = !!one(":scope > .more > .q:not([hidden])", each), turn = one(":scope > .more > .turn", each);
    each.classList.toggle("open", open);
    if (!turn) return;
    turn.hidden = !open;
    const must = all(":scope > .more > .q:not([hidden])", each).some(more => "required" in more.dataset);
    one("[data-go=take]", turn).textContent = must ? labels.take : labels.onward;
    one("[data-go=keep]", turn).hidden = !must;
    one("[data-go=take]", turn).disabled = wrong().some(more => each.contains(more));
  });
  if (last) {
    const rows = own(".c", asked[0]).map(button => {
      const number = asked.filter(each => value(each) === button.dataset.value).length;
      return [button.textContent, number, button.classList.contains("harm")];
    });
    if (whole > count) rows.push([filled(labels.open_questions, {count: ""}).replace(/[:：\s]+$/, ""), whole - count, false]);
    one("#sums").replaceChildren(...rows.flatMap(([words, number, harm]) => {
      const term = page.createElement("dt"), sum = page.createElement("dd");
      term.textContent = words;
      sum.textContent = number;
      if (harm && number) term.className = "harm";
      return [term, sum];
    }));
  }
};
const go = number => {
  at = Math.max(0, Math.min(number, asked.length));
  draw();
  scrollTo(0, 0);
  (at < asked.length ? one(".asked", asked[at]) : one(".thanks")).focus({preventScroll: true});
};
const status = text => { one("#status").textContent = text; };
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => `${part}`.padStart(2, "0")).join("-");
};

const save = () => {
  const bad = wrong();
  if (bad.length) {
    status(filled(labels.to_mend, {count: bad.length}));
    const top = asked.findIndex(each => each.contains(bad[0]));
    if (steps && top >= 0) go(top);
    own(".problem", bad[0])[0].textContent = problem(bad[0]);
    (field(bad[0]) || one("button, select", bad[0])).focus();
    return;
  }
  const base = {}, answers = {};
  groups.filter(answered).forEach(each => {
    answers[each.dataset.key] = value(each);
    if (each.dataset.base) base[each.dataset.key] = each.dataset.base;
  });
  const made = {form: form.dataset.form, version: 1, about: form.dataset.about, made: today(), base, answers};
  const link = page.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(made, null, 1)], {type: "application/octet-stream"}));
  link.download = form.dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  unsaved = false;
  status(filled(labels.saved, {file: form.dataset.file}));
};
const erase = button => {
  if (!sure) {
    sure = true;
    button.textContent = labels.erase_sure;
    return;
  }
  form.reset();
  all("[aria-pressed]").forEach(each => each.setAttribute("aria-pressed", "false"));
  unsaved = false;
  draw();
  if (steps) go(0);
  status(labels.erased);
};
const acts = {
  save,
  erase,
  before: () => go(at - 1),
  first: () => go(0),
  take: () => go(at + 1),
  keep: () => {
    all(".more :is(input, textarea)", asked[at]).forEach(each => { each.value = each.defaultValue; });
    acts.back();
  },
  back: () => { put(asked[at], ""); draw(); },
  yes: () => {
    asked.filter(each => "plain" in each.dataset && !answered(each)).forEach(each => put(each, each.dataset.proposal));
    unsaved = true;
    draw();
  },
};
const press = button => {
  const group = button.closest(".q"), was = button.getAttribute("aria-pressed") === "true";
  unsaved = true;
  if (group.dataset.kind === "choices") button.setAttribute("aria-pressed", !was);
  else put(group, was && !steps ? "" : button.dataset.value);
  draw();
  if (!steps || group !== asked[at]) return;
  if (group.classList.contains("open")) {
    scrollTo(0, 0);
    const first = one(".more > .q:not([hidden]) textarea, .more > .q:not([hidden]) input", group);
    if (first) first.focus();
  } else go(at + 1);
};
page.addEventListener("click", event => {
  const button = event.target.closest("button");
  if (!button) return;
  if (sure && button.dataset.go !== "erase") sure = false;
  status("");
  if (button.dataset.go) acts[button.dataset.go](button);
  else press(button);
  if (!sure || button.dataset.go !== "erase") {
    sure = false;
    one("[data-go=erase]").textContent = labels.erase;
  }
});
const typed = event => {
  const group = event.target.closest(".q");
  if (event.target.tagName === "SELECT") own("[aria-pressed]", group).forEach(each => each.setAttribute("aria-pressed", "false"));
  unsaved = true;
  draw();
};
page.addEventListener("input", typed);
page.addEventListener("change", typed);
form.addEventListener("submit", event => event.preventDefault());
addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
draw();
})();
