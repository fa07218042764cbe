// Opens the part on a resolution that the address names (#...), and leads back to the list.
(() => {
  "use strict";

  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];

  const { rows, count } = list;
  const places = new Map(rows.map((row) => [row.anchor, row.place]));
  const overview = one("#uebersicht");
  const holder = one("#beschluesse");
  const parts = one("[data-parts]");
  const trouble = one("[data-trouble]");
  const groupSize = Number(holder.dataset.group);
  const title = document.title;
  let scrolled = 0;
  let opened;
  let asked = 0;

  const isLoaded = () =>
    document.readyState !== "loading" ||
    new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

  // The markup of a group of parts, unpacked (packing.py).
  const unpacked = async (number) => {
    const pack = () => one(`[data-pack="${number}"]`);
    if (!pack()?.nextSibling) await isLoaded(); // the browser may not have read that far
    const bytes = Uint8Array.from(atob(pack().textContent), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new DOMParser().parseFromString(await new Response(stream).text(), "text/html");
  };

  const partOf = async (row) => {
    const there = document.getElementById(row.anchor);
    if (there || !groupSize) return there;
    const group = await unpacked(Math.floor(row.place / groupSize));
    return document.adoptNode(group.getElementById(row.anchor));
  };

  const showOverview = (focus) => {
    const before = opened;
    opened = undefined;
    holder.hidden = true;
    document.documentElement.classList.remove("reading");
    overview.hidden = false;
    document.title = title;
    if (before === undefined) return;
    window.scrollTo(0, scrolled);
    const link = one(`[data-rows] a[href="#${before.anchor}"]`);
    (link ?? one("#liste-titel")).focus({ preventScroll: Boolean(link) && !focus });
  };

  const showNeighbours = () => {
    const found = list.found();
    const at = found.indexOf(opened);
    one("[data-position]").textContent = at < 0 ? "" : `${count.format(at + 1)} von ${count.format(found.length)}`;
    for (const link of all("[data-neighbour]")) {
      const next = at < 0 ? undefined : found[at + Number(link.dataset.neighbour)];
      if (next) link.setAttribute("href", `#${next.anchor}`);
      else link.removeAttribute("href");
    }
  };

  const showPart = async (row, anchor) => {
    const turn = (asked += 1);
    if (opened === undefined) scrolled = window.scrollY;
    let part;
    trouble.hidden = true;
    try {
      part = await partOf(row);
    } catch {
      trouble.textContent = `${row.paper} lässt sich nicht entpacken. Bitte die Datei neu laden oder einen neueren Browser benutzen.`;
      trouble.hidden = false;
    }
    if (turn !== asked) return; // another one was asked for meanwhile
    if (groupSize) parts.replaceChildren(...(part ? [part] : []));
    for (const each of parts.children) each.hidden = each !== part;
    const isNew = opened !== row;
    opened = row;
    overview.hidden = true;
    holder.hidden = false;
    document.documentElement.classList.add("reading");
    one(".bar-of-part").hidden = false;
    document.title = `${row.paper} – ${title}`;
    showNeighbours();
    const target = anchor !== row.anchor && document.getElementById(anchor);
    const place = target || (part && one("h2", part)) || one("[data-back]");
    if (isNew && !target) window.scrollTo(0, 0);
    else place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  };

  const route = () => {
    const anchor = decodeURIComponent(location.hash.slice(1));
    const place = places.get(anchor.split("--")[0]);
    if (place === undefined) {
      asked += 1;
      showOverview();
    } else showPart(rows[place], anchor);
  };

  history.scrollRestoration = "manual";
  window.addEventListener("hashchange", route);
  route();
})();
