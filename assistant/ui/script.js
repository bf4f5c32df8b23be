// What the page does by itself: show the source behind a pressed [n], copy an answer, keep the newest turn in view.
// It moves and shows what the server rendered; it writes no HTML.
(() => {
  // Gradio names the browser's language as that of the page; the page knows better.
  const lang = document.querySelector('meta[name="pa-lang"]').content;
  const setLang = () => { if (document.documentElement.lang !== lang) document.documentElement.lang = lang; };
  new MutationObserver(setLang).observe(document.documentElement, { attributeFilter: ["lang"] });
  setLang();

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const goTo = (element, block) => element.scrollIntoView({ behavior: calm() ? "auto" : "smooth", block });

  function showSet(turn) {
    for (const set of document.querySelectorAll(".source-set")) set.hidden = set.dataset.turn !== turn;
    for (const one of document.querySelectorAll(".turn")) one.classList.toggle("chosen", one.dataset.turn === turn);
  }

  function showSource(turn, n) {
    showSet(turn);
    for (const old of document.querySelectorAll(".source.chosen, .cite.chosen")) old.classList.remove("chosen");
    const source = document.getElementById(`source-${turn}-${n}`);
    if (!source) return;
    source.classList.add("chosen");
    for (const mark of document.querySelectorAll(`.cite[data-turn="${turn}"][data-n="${n}"]`)) mark.classList.add("chosen");
    source.focus({ preventScroll: true });
    // Beside the answer the panel moves, so that the reader keeps the line; on a phone the page does.
    const panel = source.closest(".sources");
    if (getComputedStyle(panel).overflowY !== "auto") return goTo(source, "start");
    panel.scrollTop = source.offsetTop - panel.offsetTop - 12;
    goTo(source.querySelector("mark") || source, "nearest"); // where the panel alone does not show it
  }

  async function copy(button) {
    const text = button.parentElement.querySelector(".memo").textContent;
    const told = button.parentElement.querySelector(".told");
    const done = (await toClipboard(text)) || selectAndCopy(text);
    told.textContent = done ? button.dataset.copied : button.dataset.failed;
    setTimeout(() => { told.textContent = ""; }, 4000);
  }

  async function toClipboard(text) {
    if (!navigator.clipboard) return false; // only there on a secure origin
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  }

  function selectAndCopy(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  // Precedents: one record is shown at a time; a head of the table sorts it, pressed again the other way round.
  function showRecord(n) {
    for (const one of document.querySelectorAll(".record")) one.hidden = one.dataset.record !== n;
    for (const row of document.querySelectorAll("tr[data-record]")) row.classList.toggle("chosen", row.dataset.record === n);
    const record = document.getElementById(`record-${n}`);
    record.focus({ preventScroll: true });
    record.parentElement.scrollTop = 0;
    goTo(record, "nearest");
    if (record.getBoundingClientRect().top > innerHeight / 2) goTo(record, "start"); // on a phone it stands below
  }

  function sortBy(button) {
    const head = button.closest("th");
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentElement.children) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = head.closest("table").tBodies[0];
    const cell = (row) => row.cells[head.cellIndex];
    const number = (row) => Number(cell(row).dataset.sort);
    const compare = (a, b) => ("sort" in cell(a).dataset ? number(a) - number(b) : cell(a).textContent.localeCompare(cell(b).textContent, lang));
    body.append(...[...body.rows].sort((a, b) => (up ? compare(a, b) : compare(b, a))));
  }

  document.addEventListener("click", (event) => {
    const sorter = event.target instanceof Element ? event.target.closest(".sortable .sort") : null;
    if (sorter) return sortBy(sorter);
    const row = event.target instanceof Element ? event.target.closest("tr[data-record]") : null;
    if (row) { event.preventDefault(); return showRecord(row.dataset.record); }
    const pressed = event.target instanceof Element ? event.target.closest(".cite, [data-show], [data-back], .copy, [data-print]") : null;
    if (!pressed) return;
    event.preventDefault();
    if (pressed.matches("[data-print]")) print();
    else if (pressed.matches(".cite")) showSource(pressed.dataset.turn, pressed.dataset.n);
    else if (pressed.matches("[data-show]")) { showSet(pressed.dataset.show); goTo(document.querySelector(".sources"), "nearest"); }
    else if (pressed.matches("[data-back]")) {
      const turn = document.getElementById(`turn-${pressed.dataset.back}`);
      if (turn) { turn.focus({ preventScroll: true }); goTo(turn, "start"); }
    } else copy(pressed);
  });

  // Enter that only confirms a kana-kanji conversion must not send the question.
  for (const kind of ["keydown", "keypress"]) {
    document.addEventListener(kind, (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
    }, true);
  }

  // A new question comes into view once, and once more when its answer has made the page longer.
  let seen = "";
  new MutationObserver(() => {
    const turns = document.querySelectorAll(".turn");
    const last = turns[turns.length - 1];
    const now = last ? `${turns.length}${last.querySelector(".working") ? " working" : ""}` : "";
    if (last && now !== seen) goTo(last, "start");
    seen = now;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
