/* The search of the public archive. It asks nothing of any server: the index comes as a script
   (index.js), which browsers also load from a folder of the computer. */
"use strict";
(() => {
  const PAGE = 50;
  const LETTERS = { "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ʼ": " ", "ß": "ss" };
  const EMPTY = new Set(("a au aux avec ce ces d dans de des du elle en et il j l la le les leur leurs m n ne" +
    " nos notre nous on ou par pas pour qu que qui s sa se ses si son sur t un une vos votre y").split(" "));
  const FIELDS = { title: 0, titre: 0, people: 1, personne: 1, acteur: 1, with: 1, avec: 1, speaker: 1,
    intervenant: 1, organiser: 1, organisateur: 1, partner: 1, partenaire: 1, theme: 2, themes: 2,
    place: 3, places: 3, lieu: 3, commune: 3, territory: 3, territoire: 3, resource: 4, resources: 4,
    ressource: 4, document: 4, summary: 5, resume: 5 };
  // What each part of a record is worth when the best come first: the title before all.
  const WORTH = [8, 3, 4, 3, 2, 1];
  const INCLUSIVE = new RegExp("([\\p{L}])[-·•./(](?:e|es|s|ne|nes|le|les|ve|ves|se|ses|fe|fes|ère|ères|" +
    "euse|euses|rice|rices|trice|trices)(?:[-·•.)/]+s?)?(?![\\p{L}])", "giu");
  const TOKEN = /(-?)(?:([\p{L}\p{N}_]+):)?(?:"([^"]*)"|(\S+))/gu;

  /* Words as oriv folds them: no case, no accents, no ligatures, no punctuation. */
  const words = (text) => text.toLowerCase().replace(/[œæøłđʼß]/g, (c) => LETTERS[c])
    .normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  /* What the words of one family have in common, when the archive holds none that is written so. */
  function light(word) {
    let stem = word.replace(/([a-z]{3})ees?$/, "$1e");
    if (stem.length > 4) stem = stem.replace(/(?:s|x)$/, "");
    if (stem.length > 4) stem = stem.replace(/au$/, "al").replace(/e$/, "");
    return stem.replace(/([a-z])\1$/, "$1");
  }

  let data = null, terms = [];

  /* Numbers are written in a prefix code of 90 signs, the frequent ones in one sign. */
  const SIGNS = new Int16Array(128).fill(-1);
  "!#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}".split("")
    .forEach((sign, n) => { SIGNS[sign.charCodeAt(0)] = n; });

  function decode(text, into, at) {
    for (let i = 0; i < text.length; i++) {
      const first = SIGNS[text.charCodeAt(i)];
      const more = first < 45 ? 0 : first < 80 ? 1 : first < 87 ? 2 : 3;
      let value = [first, first - 45, first - 80, first - 87][more];
      for (let left = more; left > 0; left--) value = value * 90 + SIGNS[text.charCodeAt(++i)];
      into[at++] = value + [0, 45, 3195, 59895][more];
    }
    return at;
  }

  function load(index) {
    const events = index.events.map((e) => ({ id: e[0], title: e[1], when: e[2], day: e[3], first: e[4],
      years: e[5], where: e[6], kind: e[7], mode: e[8], documents: e[9], under: e[10], words: e[11] }));
    events.sort((a, b) => (a.first < b.first ? 1 : a.first > b.first ? -1 : b.id - a.id));
    const tokens = new Int32Array(events.reduce((sum, e) => sum + e.words.length, 0));
    let end = 0;
    for (const event of events) {
      event.start = end;
      end = decode(event.words, tokens, end);
      event.end = end;
      event.words = "";
    }
    // « discrimin+ation+ations »: a stem, and how the words of its family end; « =word » as it stands.
    const known = new Map(), near = new Map(), spelt = [];
    index.stems.split(" ").forEach((family, place) => {
      const [stem, ...forms] = family.split(/(?=[+=])/);
      for (const form of forms) {
        const word = form[0] === "+" ? stem + form.slice(1) : form.slice(1);
        known.set(word, place + 1);
        spelt.push([word, place + 1]);
        const key = light(word);
        near.has(key) ? near.get(key).push(place + 1) : near.set(key, [place + 1]);
      }
    });
    data = { ...index, events, tokens, known, near, spelt, size: index.stems.split(" ").length + 2 };
  }

  /* Which stems a word means: its own, else those of its family, else all that begin so. */
  function stemsOf(word, begins) {
    const flags = new Uint8Array(data.size);
    const own = data.known.get(word);
    const near = data.near.get(light(word));
    if (begins || (!own && !near)) {
      for (const [spelt, stem] of data.spelt) if (spelt.startsWith(word)) flags[stem] = 1;
    } else if (own) flags[own] = 1;
    else for (const stem of near) flags[stem] = 1;
    return flags;
  }

  /* The terms of what was typed, as oriv search reads them. */
  function termsOf(text) {
    const found = [];
    for (const [, minus, field, phrase, word] of text.matchAll(TOKEN)) {
      const column = field ? FIELDS[words(field)[0]] : undefined;
      let written = word === undefined ? phrase : word;
      if (field && column === undefined) written = field + " " + written;
      const begins = word !== undefined && written.endsWith("*");
      let parts = words(word === undefined ? written : written.replace(INCLUSIVE, "$1 "));
      if (word !== undefined && parts.length > 1) {
        const full = parts.findIndex((part) => !EMPTY.has(part));
        parts = full < 0 ? parts : parts.slice(full);
      }
      if (!parts.length) continue;
      found.push({ column, unwanted: Boolean(minus),
        says: begins || parts.length > 1 || !EMPTY.has(parts[0]),
        stems: parts.map((part, n) => stemsOf(part, begins && n === parts.length - 1)) });
    }
    const full = found.filter((term) => term.says);
    return full.length ? full : found;
  }

  /* What a term is worth in an event: 0 where it is not, most in the title. */
  function worth(term, event) {
    const { tokens } = data, length = term.stems.length;
    let column = 0, best = 0;
    for (let at = event.start; at < event.end; at++) {
      if (tokens[at] === 0) { column++; continue; }
      if (term.column !== undefined && term.column !== column) continue;
      let n = 0;
      while (n < length && at + n < event.end && term.stems[n][tokens[at + n]]) n++;
      if (n === length && WORTH[column] > best) {
        best = WORTH[column];
        if (best === 8) break;
      }
    }
    return best;
  }

  function find(asked) {
    terms = termsOf(asked.q);
    const under = ["theme", "territoire"].filter((key) => asked[key])
      .map((key) => data[key].findIndex((heading) => heading[0] === asked[key]) + (key === "theme" ? 0 : data.theme.length));
    if (["theme", "territoire"].some((key) => asked[key] && !data[key].some((h) => h[0] === asked[key]))) return [];
    const kind = asked.type ? data.type.indexOf(asked.type) : null;
    const mode = asked.modalite ? data.modalite.indexOf(asked.modalite) : null;
    const year = asked.annee && asked.annee !== "sans-date" ? Number(asked.annee) : null;
    const found = [];
    for (const event of data.events) {
      if (kind !== null && event.kind !== kind || mode !== null && event.mode !== mode) continue;
      if (asked.annee === "sans-date" && event.years.length) continue;
      if (year !== null && !event.years.some(([a, b]) => a <= year && year <= b)) continue;
      if (!under.every((place) => event.under.includes(place))) continue;
      let score = 0, there = true;
      for (const term of terms) {
        const value = worth(term, event);
        if (term.unwanted ? value : !value) { there = false; break; }
        score += value;
      }
      if (there) found.push([score, event]);
    }
    // The sort is stable: among equals the newest stay first.
    return found.sort((a, b) => b[0] - a[0]).map(([, event]) => event);
  }

  /* The page */
  const form = document.getElementById("search");
  if (!form) return;
  const list = document.getElementById("results"), count = document.getElementById("count");
  const more = document.getElementById("more"), say = form.dataset;
  const KEYS = ["q", "annee", "theme", "territoire", "type", "modalite"];
  const number = (n) => n.toLocaleString(document.documentElement.lang);
  let found = [], shown = 0, timer = 0;

  function make(name, text, attributes) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  function option(select, value, text) {
    select.append(make("option", text, { value }));
  }

  function fill() {
    const field = (key) => form.elements[key];
    for (const year of data.annee) option(field("annee"), year, year === "sans-date" ? say.undated : year);
    for (const [slug, label, depth] of data.theme) option(field("theme"), slug, "\u2003".repeat(depth) + label);
    const groups = new Map();
    for (const [slug, label, , group] of data.territoire) {
      if (!groups.has(group)) {
        groups.set(group, make("optgroup", "", { label: group }));
        field("territoire").append(groups.get(group));
      }
      option(groups.get(group), slug, label);
    }
    for (const kind of data.type) option(field("type"), kind, kind);
    for (const mode of data.modalite) option(field("modalite"), mode, mode);
    for (const key of KEYS) if (key !== "q") field(key).closest("p").hidden = field(key).options.length < 2;
  }

  /* The pieces of a title, those that were sought marked. */
  function* marked(title) {
    for (const piece of title.split(/([\p{L}\p{N}\p{M}]+)/u)) {
      const stem = data.known.get(words(piece)[0]);
      const wanted = stem && terms.some((term) => !term.unwanted && term.stems.some((flags) => flags[stem]));
      yield wanted ? make("mark", piece) : piece;
    }
  }

  function item(event) {
    const line = make("li", "", { class: "card" }), body = make("div"), heading = make("h3");
    const when = event.when || say.undated;
    line.append(event.day ? make("time", when, { class: "when", datetime: event.day })
      : make("span", when, { class: "when" }));
    const link = make("a", "", { href: "evenements/" + event.id + ".html" });
    link.append(...marked(event.title));
    heading.append(link);
    body.append(heading);
    const said = [data.type[event.kind], event.where, event.documents].filter(Boolean);
    if (said.length) body.append(make("p", said.join(" · ")));
    line.append(body);
    return line;
  }

  function showMore() {
    const next = found.slice(shown, shown + PAGE);
    const first = next.map((event) => list.appendChild(item(event)))[0];
    shown += next.length;
    more.parentElement.hidden = shown >= found.length;
    return first;
  }

  function run() {
    const asked = Object.fromEntries(KEYS.map((key) => [key, form.elements[key].value]));
    const start = performance.now();
    found = find(asked);
    form.dataset.ms = (performance.now() - start).toFixed(1);
    list.replaceChildren();
    shown = 0;
    showMore();
    list.hidden = !found.length;
    document.getElementById("results-title").hidden = !found.length;
    const any = KEYS.some((key) => asked[key].trim());
    const sentence = !found.length ? say.none : found.length === 1 ? say.one : any ? say.many : say.all;
    count.textContent = sentence.replace("{n}", number(found.length));
    keep(asked);
  }

  /* The address keeps what is asked, to be sent to a colleague. */
  function keep(asked) {
    const query = new URLSearchParams(KEYS.filter((key) => asked[key].trim()).map((key) => [key, asked[key].trim()]));
    const text = query.toString();
    try { history.replaceState(null, "", location.pathname + (text ? "?" + text : "")); } catch { /* a browser that forbids it for files */ }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(run, 120);
  }

  window.orivIndex = (index) => {
    load(index);
    fill();
    const query = new URLSearchParams(location.search);
    for (const key of KEYS) if (query.get(key)) form.elements[key].value = query.get(key);
    if (KEYS.some((key) => key !== "q" && form.elements[key].value)) narrow.open = true;
    form.dataset.ready = "true";
    run();
    form.addEventListener("input", soon);
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); run(); });
    form.addEventListener("reset", () => { setTimeout(run, 0); });
    more.addEventListener("click", () => showMore()?.querySelector("a").focus());
  };

  const narrow = document.getElementById("narrow");
  narrow.open = matchMedia("(min-width: 40rem)").matches;
  form.hidden = false;
  document.getElementById("no-script").hidden = true;
  count.textContent = say.wait;
  const script = make("script", "", { src: "index.js", charset: "utf-8" });
  script.addEventListener("error", () => { count.textContent = say.fault; document.getElementById("no-script").hidden = false; });
  document.head.append(script);
})();
