// A page's first words stand above it until it is there and whole; then they go, and nothing has moved. A statement that
// was chosen meanwhile is chosen on the page. Where the page never comes, a sentence says what may be in the way.
(() => {
  "use strict";
  const PATIENCE = 9500; // milliseconds; the sentence itself appears by its style after ten seconds, with or without us
  const words = document.getElementById("first-words");
  const question = words.querySelector(".first-question");
  const state = question && question.querySelector(".state");
  const radios = question ? [...question.querySelectorAll("input")] : [];
  let picked = null; // the statement that the reader chose, and
  let reached = false; // whether arrows only came past it
  let failed = false; // one of the scripts did not come
  let over = false;

  const pick = (radio) => {
    picked = radio;
    reached = false;
    state.classList.add("waiting");
    state.textContent = "It is saved as soon as the page is ready.";
  };
  const early = radios.find((radio) => radio.checked && !radio.defaultChecked); // before this script was here
  if (early) pick(early);
  words.addEventListener("keydown", (event) => { reached = event.key.startsWith("Arrow"); }, true);
  words.addEventListener("pointerdown", () => { reached = false; }, true);
  words.addEventListener("click", (event) => {
    if (radios.includes(event.target) && !reached) pick(event.target);
  });
  words.addEventListener("keyup", (event) => {
    if ((event.key === " " || event.key === "Enter") && radios.includes(event.target)) pick(event.target);
  });
  addEventListener("beforeunload", (event) => { if (picked && !over) event.preventDefault(); });
  addEventListener("error", (event) => { if (event.target.tagName === "SCRIPT") failed = true; }, true);

  const app = () => document.querySelector('[data-testid="stApp"]');
  const live = () => document.querySelector('[data-testid="stMain"]');
  const optionsOf = () => {
    const container = question && live().querySelector(`.st-key-${CSS.escape(question.dataset.question)}`);
    return container ? [...container.querySelectorAll('[role="radiogroup"] input')] : [];
  };
  const isThere = () => {
    const facts = app() && app().dataset;
    if (!facts || facts.testConnectionState !== "CONNECTED" || !live()) return false;
    if (question && optionsOf().length === radios.length && live().querySelector(".state")) return true; // the rest comes below
    if (facts.testScriptState !== "notRunning") return false;
    return live().querySelector("h1, .problems") && !live().querySelector('[data-testid="stSkeleton"]');
  };
  const take = () => {
    if (over || !isThere()) return;
    over = true;
    watcher.disconnect();
    const { scrollTop } = words;
    const focused = words.contains(document.activeElement) ? document.activeElement : null;
    const link = focused && focused.getAttribute("href");
    const options = optionsOf();
    const folds = [...words.querySelectorAll("details.why-number")]; // the page's own first ones are the same
    document.body.classList.remove("first");
    words.remove();
    live().scrollTop = scrollTop;
    const same = [...live().querySelectorAll("details.why-number")].slice(0, folds.length);
    same.forEach((fold, place) => { fold.open = folds[place].open; });
    const fold = same[folds.findIndex((one) => one.firstElementChild === focused)];
    const other = link ? [...live().querySelectorAll("a")].find((one) => one.getAttribute("href") === link)
      : fold ? fold.firstElementChild : options[radios.indexOf(focused)];
    if (focused && other) other.focus({ preventScroll: true });
    const option = options[radios.indexOf(picked)];
    if (!option || option.checked) return;
    option.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })); // as the reader's own
    option.click();
  };
  // A document has one first heading: from the moment that the page has its own, ours only look and sound like some.
  const giveWay = () => {
    for (const heading of words.querySelectorAll("h1, h2")) {
      const other = document.createElement("div");
      other.setAttribute("role", "heading");
      other.ariaLevel = heading.tagName[1];
      other.textContent = heading.textContent;
      const style = getComputedStyle(heading);
      for (const name of style) other.style.setProperty(name, style.getPropertyValue(name));
      heading.replaceWith(other);
    }
  };
  const watcher = new MutationObserver(() => {
    if (live() && live().querySelector("h1, .problems")) giveWay();
    if (isThere()) document.fonts.ready.then(take);
  });
  watcher.observe(document.getElementById("root"), {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  });

  const reason = async () => {
    const { host } = words.dataset;
    if (host && host !== location.host) {
      return `The server is told that it is called “${host}”, not “${location.host}”, and so refuses the connection that this page needs. Whoever runs this server must let the proxy in front of it pass the name on: its README has the lines.`;
    }
    if (failed) return "";
    if (!app()) return "This page is still loading. It goes on by itself; on a slow line it may take a while.";
    if (app().dataset.testConnectionState === "CONNECTED") return "The server is slow to answer, or waits for its database. This page goes on by itself.";
    const answer = await fetch("./_stcore/health", { cache: "no-store" }).catch(() => null);
    return answer && answer.ok
      ? "The server answers, but the lasting connection that this page needs (a WebSocket) is blocked on the way. Ask whoever looks after your network to allow it for this address; if others are blocked too, ask whoever runs this server: its README has the lines for the proxy in front."
      : "The server can't be reached just now. This page goes on trying; if it stays so, ask whoever runs this server.";
  };
  setTimeout(async () => {
    const told = over ? "" : await reason();
    if (told) words.querySelector(":scope > .blocked").textContent = told;
  }, Math.max(0, PATIENCE - performance.now()));
})();
