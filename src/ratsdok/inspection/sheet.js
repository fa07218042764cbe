// Joins fields and places: a click on one shows the other. Without it the links of the page still lead there.
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);

  const pages = one(".pages");
  const announcement = one("[data-announcement]");
  const SCALES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
  let scale = 1;

  const announce = (text) => {
    announcement.textContent = text;
  };

  // --- selecting -------------------------------------------------------------------------------------

  const clear = () => {
    for (const element of all(".selected")) element.classList.remove("selected");
    for (const link of all("[aria-current]")) link.removeAttribute("aria-current");
  };

  // Mark a place and what belongs to it in the record: the one given, or every field that was read there.
  const select = (place, owners) => {
    clear();
    place.classList.add("selected");
    place.setAttribute("aria-current", "true");
    for (const owner of owners) {
      owner.classList.add("selected");
      owner.querySelector(".jump")?.setAttribute("aria-current", "true");
    }
  };

  const showPlace = (owner) => {
    const place = document.getElementById(owner.dataset.place);
    select(place, [owner]);
    owner.querySelector(".jump").focus({ preventScroll: true }); // from where the arrow keys go on
    reveal(place);
    const { number, page } = place.dataset;
    announce(`${owner.dataset.label}: Seite ${page}, Fundstelle ${number}`);
  };

  const showField = (place) => {
    const owners = all(`.field[data-place="${place.id}"]`);
    const first = document.getElementById(place.getAttribute("href").slice(1));
    select(place, owners);
    first.querySelector(".jump").focus({ preventScroll: true });
    first.scrollIntoView({ block: "nearest" });
    announce(`Feld ${owners.map((owner) => owner.dataset.label).join(", ")}`);
  };

  // Bring a place into the middle of the pages, and the pages onto the screen. By hand, since browsers
  // do not agree on how to scroll to a part of a drawing.
  const reveal = (place) => {
    const frame = pages.getBoundingClientRect();
    const box = place.querySelector(".box").getBoundingClientRect();
    const whole = place.getBoundingClientRect();
    const seen = whole.height < frame.height * 0.8 ? whole : box;
    pages.scrollBy({
      top: (seen.top + seen.bottom) / 2 - (frame.top + pages.clientHeight / 2),
      left: (seen.left + seen.right) / 2 - (frame.left + pages.clientWidth / 2),
    });
    const isOnScreen = frame.top >= 0 && frame.bottom <= window.innerHeight;
    if (!isOnScreen) pages.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const place = event.target.closest(".place");
    if (place) {
      event.preventDefault();
      showField(place);
      return;
    }
    const owner = event.target.closest("[data-place]");
    if (!owner) return;
    const isLink = event.target.closest(".jump");
    const isOther = event.target.closest("details, button");
    const isMarkingText = String(window.getSelection()) !== "";
    if (isLink) event.preventDefault();
    if (isLink || (!isOther && !isMarkingText)) showPlace(owner);
  });

  // --- keyboard --------------------------------------------------------------------------------------

  const places = all(".place").sort((a, b) => a.dataset.number - b.dataset.number);

  // One tab stop for all boxes; the arrow keys go on from it. A page has dozens.
  const rove = (to) => {
    for (const place of places) place.setAttribute("tabindex", place === to ? "0" : "-1");
  };

  const step = (event, among, current) => {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const at = among.indexOf(current);
    let to;
    if (event.key in steps) to = at + steps[event.key];
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = among.length - 1;
    else return;
    event.preventDefault();
    const next = among[Math.min(Math.max(to, 0), among.length - 1)];
    next.focus({ preventScroll: true });
    if (next.matches(".place")) reveal(next);
    else next.closest("[data-place]").scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = document.activeElement;
    if (event.key === "Escape" && one(".selected")) {
      clear();
      announce("Auswahl aufgehoben");
    } else if (focused.matches(".place")) step(event, places, focused);
    else if (focused.matches(".jump")) step(event, all(".jump"), focused);
    if (focused.closest(".viewer")) {
      const change = { "+": 1, "-": -1, 0: 0 }[event.key];
      if (change !== undefined) zoom(change);
    }
  });

  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".place")) rove(event.target);
  });

  // --- pages -----------------------------------------------------------------------------------------

  const sheets = all(".sheet");

  // The page that the middle of the frame lies on, or else the last one above it.
  const pageInView = () => {
    const frame = pages.getBoundingClientRect();
    const middle = frame.top + frame.height / 2;
    const above = sheets.filter((sheet) => sheet.getBoundingClientRect().top <= middle);
    return Math.max(above.length - 1, 0);
  };

  const showPageNumber = () => {
    const at = pageInView();
    one("[data-page-number]").textContent = at + 1;
    one('[data-turn="-1"]').disabled = at === 0;
    one('[data-turn="1"]').disabled = at === sheets.length - 1;
  };

  const turn = (by) => {
    const sheet = sheets[Math.min(Math.max(pageInView() + by, 0), sheets.length - 1)];
    pages.scrollBy({ top: sheet.getBoundingClientRect().top - pages.getBoundingClientRect().top - 8 });
    announce(sheet.querySelector("figcaption").textContent);
  };

  // Change the size by one step, or fit the page into the frame with 0; what is in the middle stays there.
  const zoom = (by) => {
    const at = SCALES.indexOf(scale);
    scale = by === 0 ? 1 : SCALES[Math.min(Math.max(at + by, 0), SCALES.length - 1)];
    const middle = (pages.scrollTop + pages.clientHeight / 2) / pages.scrollHeight;
    const centre = (pages.scrollLeft + pages.clientWidth / 2) / pages.scrollWidth;
    pages.style.setProperty("--scale", scale);
    pages.scrollTo({
      top: middle * pages.scrollHeight - pages.clientHeight / 2,
      left: centre * pages.scrollWidth - pages.clientWidth / 2,
      behavior: "instant",
    });
    const words = `${Math.round(scale * 100)} %`;
    one("[data-scale]").textContent = words;
    one('[data-zoom="-1"]').disabled = scale === SCALES[0];
    one('[data-zoom="1"]').disabled = scale === SCALES.at(-1);
  };

  if (pages) {
    one(".toolbar").hidden = false;
    if (places.length) rove(places[0]);
    for (const button of all("[data-turn]")) button.onclick = () => turn(Number(button.dataset.turn));
    for (const button of all("[data-zoom]")) button.onclick = () => zoom(Number(button.dataset.zoom));
    pages.addEventListener("scroll", showPageNumber, { passive: true });
    window.addEventListener("resize", showPageNumber);
    showPageNumber();
  }

  // --- evidence --------------------------------------------------------------------------------------

  const origins = all(".origin details");
  const openAll = (wanted) => {
    for (const details of origins) details.open = wanted;
  };

  const button = one(".all-origins");
  if (button) {
    button.hidden = false;
    button.onclick = () => {
      const wanted = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(wanted));
      openAll(wanted);
    };
  }

  let openBefore = [];
  window.addEventListener("beforeprint", () => {
    openBefore = origins.filter((details) => details.open);
    openAll(true);
  });
  window.addEventListener("afterprint", () => {
    for (const details of origins) details.open = openBefore.includes(details);
  });
})();
