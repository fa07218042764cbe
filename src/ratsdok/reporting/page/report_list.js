// Sorts, filters and searches the list; report_parts.js stands behind it in the same script.
const list = (() => {
  "use strict";

  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // --- the rows, as listing.py writes them --------------------------------------------------------------

  const STATES = ["overdue", "open", "settled"];
  const FACETS = ["state", "department", "committee", "year", "profile"];
  const AT_A_TIME = 100;
  const MOST_PRINTED = 2000;

  const { words, unread, rows: arrays } = JSON.parse(one("#daten").textContent);
  const rows = arrays.map((array, place) => {
    const [anchor, paper, subject, state, doubts, department, committee, year] = array;
    const [due, dueWords, days, last, letters, profile] = array.slice(8);
    return {
      place, anchor, paper, subject, state, doubts, department, committee, year,
      due, dueWords, days, last, letters, profile,
    };
  });
  const count = new Intl.NumberFormat("de");
  const collator = new Intl.Collator("de", { numeric: true });

  // Text as it is searched: ä = ae, ß = ss, é = e, capitals or not.
  const folded = (text) =>
    text
      .toLowerCase()
      .replace(/[äöüß]/g, (char) => ({ ä: "ae", ö: "oe", ü: "ue", ß: "ss" })[char])
      .normalize("NFD")
      .replace(/\p{M}/gu, "");

  // --- order --------------------------------------------------------------------------------------------

  const before = (a, b) => (a < b ? -1 : Number(a > b));
  const byNumber = (name) => ({
    isBlank: (row) => row[name] === unread[name],
    compare: (a, b) => a[name] - b[name],
  });
  const byDay = (name) => ({
    isBlank: (row) => !row[name],
    compare: (a, b) => before(a[name], b[name]),
  });
  const byText = (name) => ({
    isBlank: () => false,
    compare: (a, b) => collator.compare(a[name], b[name]),
  });
  const LATEST = "9999-12-31";
  const ORDERS = {
    paper: byText("paper"),
    subject: byText("subject"),
    committee: byNumber("committee"),
    department: byNumber("department"),
    year: byNumber("year"),
    due: byDay("due"),
    last: byDay("last"),
    state: {
      isBlank: () => false,
      compare: (a, b) =>
        a.state - b.state || b.days - a.days || before(a.due || LATEST, b.due || LATEST),
    },
  };
  const sorted = {};

  // All rows in an order, worked out once. What is unread comes last, whichever way.
  const inOrder = (name, isDescending) => {
    sorted[name] ??= (() => {
      const { isBlank, compare } = ORDERS[name];
      const known = rows.filter((row) => !isBlank(row)).sort((a, b) => compare(a, b) || a.place - b.place);
      return { known, blank: rows.filter(isBlank) };
    })();
    const { known, blank } = sorted[name];
    return [...(isDescending ? [...known].reverse() : known), ...blank];
  };

  // --- what is asked for --------------------------------------------------------------------------------

  const search = one("#suche");
  const filters = all("[data-facet]");
  const isOnlyDoubtful = one("#nur-unsichere");
  const reset = one("#zuruecksetzen");
  const wanted = { sort: "state", isDescending: false, page: 0 };
  let found = rows;
  let texts;

  const find = () => {
    const terms = folded(search.value).split(/\s+/).filter(Boolean);
    if (terms.length) texts ??= rows.map((row) => folded(`${row.paper} ${row.subject}`));
    const chosen = filters.filter((select) => select.value).map((select) => [select.dataset.facet, Number(select.value)]);
    reset.disabled = !(terms.length || chosen.length || isOnlyDoubtful.checked);
    found = inOrder(wanted.sort, wanted.isDescending).filter(
      (row) =>
        (!isOnlyDoubtful.checked || row.doubts & 1) &&
        chosen.every(([name, value]) => row[name] === value) &&
        terms.every((term) => texts[row.place].includes(term)),
    );
  };

  // --- the table ----------------------------------------------------------------------------------------

  const body = one("[data-rows]");
  const blueprint = one("#zeile").content.firstElementChild;
  const day = (iso) => iso.split("-").reverse().join(".");

  const drawn = (row) => {
    const line = blueprint.cloneNode(true);
    const cell = (name) => one(`[data-cell="${name}"]`, line);
    cell("paper").textContent = row.paper;
    cell("paper").setAttribute("href", `#${row.anchor}`);
    cell("subject").textContent = row.subject;
    cell("committee").textContent = words.committee[row.committee];
    cell("department").textContent = words.department[row.department];
    cell("state").textContent = words.state[row.state];
    cell("state").className = `state state-${STATES[row.state]}`;
    cell("due").textContent = row.dueWords || "–";
    cell("late").textContent = `${count.format(row.days)} ${row.days === 1 ? "Tag" : "Tage"} überfällig`;
    cell("late").hidden = !row.days;
    cell("last").textContent = row.last ? day(row.last) : "nicht lesbar";
    cell("letters").textContent = `${count.format(row.letters)} Schreiben`;
    if (cell("profile")) cell("profile").textContent = words.profile[row.profile];
    for (const mark of all("[data-doubt]", line)) mark.hidden = !(row.doubts & Number(mark.dataset.doubt));
    return line;
  };

  const noun = (number) => `${count.format(number)} ${number === 1 ? "Beschluss" : "Beschlüsse"}`;

  const show = (begin, end) => {
    body.replaceChildren(...found.slice(begin, end).map(drawn));
  };

  const draw = () => {
    const last = Math.max(Math.ceil(found.length / AT_A_TIME) - 1, 0);
    wanted.page = Math.min(Math.max(wanted.page, 0), last);
    show(wanted.page * AT_A_TIME, (wanted.page + 1) * AT_A_TIME);
    const which = `Seite ${count.format(wanted.page + 1)} von ${count.format(last + 1)}`;
    const of = found.length === rows.length ? "" : ` von ${count.format(rows.length)}`;
    one("[data-tally]").textContent = noun(found.length) + of + (last ? `, ${which}` : "");
    one("[data-page]").textContent = which;
    one(".pages").hidden = last === 0;
    one('[data-turn="-1"]').disabled = wanted.page === 0;
    one('[data-turn="1"]').disabled = wanted.page === last;
    one("[data-empty]").hidden = found.length > 0;
    one(".list").hidden = found.length === 0;
    for (const button of all("[data-sort]")) {
      const header = button.closest("th");
      if (button.dataset.sort !== wanted.sort) header.removeAttribute("aria-sort");
      else header.setAttribute("aria-sort", wanted.isDescending ? "descending" : "ascending");
    }
    one("#sortierung").value = wanted.sort;
  };

  const update = () => {
    wanted.page = 0;
    find();
    draw();
  };

  const sortBy = (name) => {
    wanted.isDescending = name === wanted.sort && !wanted.isDescending;
    wanted.sort = name;
    update();
  };

  const clear = () => {
    search.value = "";
    isOnlyDoubtful.checked = false;
    for (const select of filters) select.value = "";
  };

  // --- what people do -----------------------------------------------------------------------------------

  search.addEventListener("input", update);
  isOnlyDoubtful.addEventListener("change", update);
  for (const select of filters) select.addEventListener("change", update);
  for (const button of all("[data-sort]")) button.addEventListener("click", () => sortBy(button.dataset.sort));
  one("#sortierung").addEventListener("change", (event) => {
    wanted.isDescending = false;
    wanted.sort = event.target.value;
    update();
  });
  reset.addEventListener("click", () => {
    clear();
    update();
    search.focus();
  });
  for (const button of all("[data-turn]")) {
    button.addEventListener("click", () => {
      wanted.page += Number(button.dataset.turn);
      draw();
      one("#liste-titel").focus();
      one("#liste").scrollIntoView();
    });
  }
  body.addEventListener("click", (event) => {
    const isMarkingText = String(window.getSelection()) !== "";
    const link = one("th a", event.target.closest("tr") ?? body);
    if (link && !isMarkingText && !event.target.closest("a")) location.assign(link.href);
  });
  for (const link of all("[data-filter]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      clear();
      one(`[data-facet="${link.dataset.filter}"]`).value = link.dataset.value;
      update();
      one("#liste-titel").focus();
      one("#liste").scrollIntoView();
    });
  }

  // On paper the list is whole, and what is folded up is open.
  let folded_up = [];
  window.addEventListener("beforeprint", () => {
    show(0, MOST_PRINTED);
    if (found.length > MOST_PRINTED) {
      const least = `die ersten ${count.format(MOST_PRINTED)} sind gedruckt`;
      one("[data-tally]").textContent = `${noun(found.length)}, ${least}`;
    }
    folded_up = all("details:not([open])");
    for (const details of folded_up) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of folded_up) details.open = false;
    draw();
  });

  find();
  draw();
  return { rows, count, found: () => found };
})();
