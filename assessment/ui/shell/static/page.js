// What the server can't do: say that an answer is on its way, that the server is gone and what was not saved, and warn
// before unsaved answers are left. Plain DOM; the names in [data-testid] belong to the pinned Streamlit.
(() => {
  "use strict";
  const waiting = new Map(); // question's container -> {question, choice, place: that level's, or -1, revision, since, unsure, named}
  let lost = false;
  let written = { field: null, before: "" }; // the note that is being written, and what it said before
  const hasNews = () => written.field !== null && written.field.value !== written.before;

  // A fold opens and shuts at once: Streamlit lets it grow for half a second, and a button that moves away between press
  // and release is not pressed.
  const { animate } = Element.prototype;
  Element.prototype.animate = function (frames, options) {
    return animate.call(this, frames, this.tagName === "DETAILS" ? { ...options, duration: 0 } : options);
  };

  const NOT_SAVED = "Something on this page is not saved yet. Go on without it?";
  const isAway = () => document.querySelector(".again") !== null; // the database is: what waits for it says so
  const LEFT_BEHIND = "The evidence that you typed is not added yet. Go on without it?";
  const hasEvidence = (where) =>
    [...where.querySelectorAll('[class*="st-key-q-"] [data-testid="stForm"] input')].some((field) => field.value.trim());

  const add = (id, role, css) => {
    const box = document.createElement("div");
    box.id = id;
    box.className = css;
    box.setAttribute("role", role);
    document.body.append(box);
    return box;
  };
  const questionOf = (element) => element.closest('[class*="st-key-q-"]');
  const stateOf = (container) => container && container.querySelector(".state");
  const OPTION = '[data-testid="stRadioOption"]';
  const live = () => !document.getElementById("first-words"); // the page itself is there, not only its first words
  const text = (element) => (element ? element.textContent.trim() : "");

  addEventListener("DOMContentLoaded", () => {
    const announcer = add("announcer", "status", "announcer");
    const banner = add("connection", "alert", "connection");

    const touched = new Map(); // question's container -> when the reader last touched one of its statements
    const touch = (event) => {
      const option = event.target.closest(OPTION);
      if (!option || option.dataset.selected) return; // it is chosen already: what changes next comes from another tab
      touched.set(questionOf(option), event.timeStamp);
    };
    document.addEventListener("pointerdown", touch, true);
    document.addEventListener("click", touch, true); // also a screen reader's, and after a long press

    // From here on until the server has drawn the question again, this choice or note is on its way.
    // While a connection is new the server may not know the question yet, or may take the choice for an old view of it.
    const send = (container, choice, place = -1) => {
      const state = stateOf(container);
      const unsure = backSince > 0;
      const { revision } = state.dataset;
      const question = text(container.querySelector(".question"));
      waiting.set(container.className, { question, choice, place, revision, since: performance.now(), unsure });
      if (!lost) report();
      state.classList.add("sending");
      state.textContent = "Saving…"; // the server's next drawing replaces it, whatever it says
    };
    // The radios fire no change event of their own. A choice that follows a touch is the reader's, others the server's.
    const chosen = (option) => {
      const container = questionOf(option);
      if (!stateOf(container) || !(performance.now() - touched.get(container) <= 1000)) return;
      touched.delete(container); // one touch, one choice: what changes next here is the server's
      const levels = container.querySelector('[role="radiogroup"]').querySelectorAll(OPTION);
      send(container, text(option), [...levels].indexOf(option));
    };

    // Arrows only move from statement to statement: Space, Enter or leaving the group chooses the one that was reached,
    // Escape goes back. The radios themselves would choose, and we save, every statement that is passed.
    const RADIO = '[class*="st-key-q-"] [role="radiogroup"] input[type="radio"]';
    const STEP = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    let reached = null; // {radio, container, before: what the state line said}
    const letterOf = (radio) => text(radio.closest(OPTION).querySelector("strong"));
    const back = () => {
      const state = reached && stateOf(reached.container);
      if (state && state.classList.contains("moving")) {
        state.classList.remove("moving");
        state.replaceChildren(...reached.before);
      }
      reached = null;
    };
    const reach = (radio) => {
      const container = questionOf(radio);
      const state = stateOf(container);
      const first = !reached;
      const before = reached ? reached.before : state ? [...state.childNodes] : [];
      if (radio.checked) back();
      else {
        reached = { radio, container, before };
        if (state) {
          state.classList.add("moving");
          state.textContent = `${letterOf(radio) || "This"} is not chosen yet. Space or Enter chooses it.`;
        }
        if (first) announcer.textContent = "Not chosen yet. Space or Enter chooses it.";
      }
      radio.focus();
    };
    const pick = (radio) => {
      const container = questionOf(radio);
      back();
      if (radio.checked) return;
      touched.set(container, performance.now());
      radio.click();
    };
    document.addEventListener("keydown", (event) => {
      const radio = event.target.matches && event.target.matches(RADIO) ? event.target : null;
      if (!radio || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const group = [...radio.closest('[role="radiogroup"]').querySelectorAll('input[type="radio"]')];
      const byLetter = group.find((one) => letterOf(one) && letterOf(one) === event.key.toUpperCase());
      if (event.key in STEP) reach(group[(group.indexOf(radio) + STEP[event.key] + group.length) % group.length]);
      else if (event.key === "Enter" || event.key === " ") pick(radio);
      else if (byLetter) {
        byLetter.focus();
        pick(byLetter);
      } else if (event.key === "Escape" && reached) {
        const chosenNow = group.find((one) => one.checked);
        back();
        if (chosenNow) chosenNow.focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }, true);
    document.addEventListener("focusout", (event) => {
      if (!reached || event.target !== reached.radio) return;
      const group = reached.radio.closest('[role="radiogroup"]');
      if (group && group.isConnected && !group.contains(event.relatedTarget) && document.hasFocus()) pick(reached.radio);
    });
    const NOTE = 'textarea, [data-testid="stTextInput"] input';
    const noteOf = (event) =>
      event.target.matches(NOTE) && !event.target.closest('[data-testid="stForm"]') && stateOf(questionOf(event.target));
    document.addEventListener("focusin", (event) => {
      if (noteOf(event)) written = { field: event.target, before: event.target.value };
    });
    document.addEventListener("focusout", (event) => {
      if (noteOf(event) && written.field === event.target && hasNews()) send(questionOf(event.target), event.target.tagName === "TEXTAREA" ? "your note" : "what you typed");
      written = { field: null, before: "" };
    });

    const showProgress = () => {
      const states = [...document.querySelectorAll('.state[data-progress*=" of "]')];
      const newest = states.sort((one, other) => other.dataset.revision - one.dataset.revision)[0];
      const bar = document.querySelector(".progress");
      if (!newest || !bar || bar.dataset.shown === newest.dataset.revision) return;
      bar.dataset.shown = newest.dataset.revision;
      const [done, asked] = newest.dataset.progress.match(/\d+/g).map(Number);
      bar.querySelector(".bar span").style.width = `${(100 * done) / asked}%`;
      bar.querySelector(".count").textContent = newest.dataset.progress;
    };

    const show = (lines) => {
      const body = lines.map((line) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        return paragraph;
      });
      banner.replaceChildren(...body);
      banner.classList.toggle("shown", lines.length > 0);
    };
    const unsaved = (answers) => answers.map((asked) => `Not saved: ${asked.question} – ${asked.choice}`);

    // After the connection is back, what was on its way has a while to be saved; what is not is named, until it is.
    const CHECK = 6000; // longer than the server's own look, every 4 s, for a click that it could not deal with
    let backSince = 0; // while that is being found out
    const report = () => {
      const named = [...waiting.values()].filter((asked) => asked.named);
      const why = named.some((asked) => asked.gone) ? "Not everything could be saved." : "The connection is back, but";
      const again = named.length ? [`${why} ${why.endsWith(".") ? "P" : "p"}lease choose again:`, ...unsaved(named)] : [];
      show(backSince ? ["The connection is back. Checking your last answers…"] : again);
    };
    const conclude = () => {
      const app = document.querySelector('[data-testid="stApp"]');
      if (app.dataset.testScriptState !== "notRunning" || performance.now() - backSince < CHECK) {
        timer = setTimeout(conclude, 500);
        return;
      }
      settle();
      backSince = 0;
      for (const [name, asked] of waiting) {
        const state = stateOf(document.getElementsByClassName(name)[0]);
        asked.named = !state || !state.classList.contains("again"); // which says itself that it is tried again
      }
      report();
    };
    // A level is told by its place; for a note or a reason something new must have been kept.
    const speaksOf = ({ dataset }, asked) => asked.place < 0
      ? dataset.revision !== undefined && dataset.revision !== asked.revision
      : dataset.choice === String(asked.place);
    // A page that was drawn to its end without the question: the database was away, or the reader went on.
    const isGone = () => {
      const app = document.querySelector('[data-testid="stApp"]');
      return live() && !lost && !backSince && app && app.dataset.testScriptState === "notRunning";
    };
    const settle = () => {
      showProgress();
      const before = waiting.size;
      for (const [name, asked] of waiting) {
        const state = stateOf(document.getElementsByClassName(name)[0]);
        if (!state && !asked.gone && isGone()) {
          asked.gone = asked.named = asked.unsure = true;
          report();
        }
        if (!state || state.classList.contains("sending")) continue;
        if (state.classList.contains("again")) {
          if (!asked.told) announcer.textContent = text(state);
          asked.told = true;
          continue;
        }
        if (asked.unsure && !speaksOf(state, asked)) continue;
        waiting.delete(name);
        announcer.textContent = text(state);
      }
      if (waiting.size < before && !lost) report();
    };

    // Evidence stands in its form until it is added, and goes with its fold or page: not without a yes.
    document.addEventListener("click", (event) => {
      const summary = event.target.closest("summary");
      const fold = summary && questionOf(summary) && summary.parentElement;
      if (!fold || !fold.open || !hasEvidence(fold) || confirm(LEFT_BEHIND)) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);

    // A link to another page is followed without loading everything anew, as the back button would be; but not before
    // what is on its way is saved, because the page that it belongs to is gone then.
    const MOST_WAIT = 10_000;
    const follow = (link, since) => {
      if (waiting.size && !lost && performance.now() - since < MOST_WAIT) {
        setTimeout(follow, 30, link, since);
        return;
      }
      goal = new URL(link.href).hash.slice(1);
      history.pushState({}, "", link.href);
      dispatchEvent(new PopStateEvent("popstate"));
      const main = document.querySelector('[data-testid="stMain"]');
      main.scrollTo(0, 0);
      main.focus();
    };
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.page");
      if (!link || !live() || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const left = isAway() ? NOT_SAVED : hasEvidence(document) ? LEFT_BEHIND : "";
      if (left && !confirm(left)) return;
      follow({ href: link.href }, isAway() ? -MOST_WAIT : performance.now());
    });

    // An assessment that was just made, or whose link was pasted: from here on this browser finds it by a cookie.
    const post = (path, fields) => fetch(path, { method: "POST", body: new URLSearchParams(fields), credentials: "same-origin" });
    let kept = "";
    const keepLink = () => {
      const way = document.querySelector("a.enter");
      if (way && kept !== way.href) {
        kept = way.href;
        location.assign(way.href);
      }
      const link = document.querySelector(".own-link.enter code");
      const token = link ? link.textContent.split("#")[1] : "";
      if (!token || kept === token) return;
      kept = token;
      const again = (why) => {
        const told = document.querySelector("[data-until-kept]");
        if (told) told.textContent = typeof why === "string" ? why : "This browser could not be told the secret so far: to come back, you need the link itself.";
        setTimeout(() => { kept = ""; keepLink(); }, 5000);
      };
      post("./open", { token }).then(async (answer) => { if (!answer.ok) again(answer.status === 409 && (await answer.json()).detail); }, again);
    };
    document.addEventListener("click", async (event) => {
      const button = event.target.closest("button.copy");
      if (!button) return;
      const link = button.parentElement.querySelector("code");
      getSelection().selectAllChildren(link); // where copying is not allowed, the keyboard can still do it
      let done = false;
      try {
        await navigator.clipboard.writeText(link.textContent);
        done = true;
      } catch {
        done = document.execCommand("copy");
      }
      button.textContent = done ? "Copied" : "Press Ctrl+C";
      announcer.textContent = done ? "The link is copied." : "The link is selected. Press Control and C to copy it.";
    });
    document.addEventListener("change", async (event) => {
      const box = event.target.closest(".remember input");
      if (!box) return;
      const wanted = box.checked;
      const answer = await post("./remember", { id: box.dataset.id, remember: wanted ? "yes" : "no" }).catch(() => null);
      if (!answer || !answer.ok) box.checked = !wanted;
      announcer.textContent = !answer || !answer.ok ? "This could not be changed. Please try again."
        : wanted ? "This device remembers the assessment for a year." : "This device forgets the assessment when the browser ends.";
    });

    // A button that is gone after its click would leave the keyboard nowhere: the heading above it takes the focus.
    // And a sentence that a filter changed is told to those who can't see it change.
    const headings = () => [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2, h3.question)')];
    let last = { element: null, heading: "" };
    let told = { page: "", sentence: "" };
    let goal = location.hash.slice(1); // the question that a link asked for, until it is there
    let shownGoal = null; // the mark by which the server asked for one, once it is dealt with
    const showGoal = () => {
      if (document.getElementById("first-words")) return; // the focus and the place of these are carried over first
      const mark = document.querySelector("[data-goal]");
      if (mark && mark !== shownGoal) goal = mark.dataset.goal;
      shownGoal = mark;
      const heading = goal && document.querySelector(`.st-key-${CSS.escape(goal)} :is(h2, h3)`);
      if (!heading) return;
      goal = "";
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      heading.scrollIntoView();
    };
    document.addEventListener("focusin", (event) => {
      const above = headings().filter((one) => one.compareDocumentPosition(event.target) & Node.DOCUMENT_POSITION_FOLLOWING);
      last = { element: event.target, heading: text(above.at(-1)) };
    });
    const drawn = () => {
      if (last.element && !last.element.isConnected && document.activeElement === document.body) {
        const heading = headings().find((one) => text(one) === last.heading);
        last.element = null;
        if (heading) {
          heading.tabIndex = -1;
          heading.focus({ preventScroll: true });
        }
      }
      const now = { page: text(headings()[0]), sentence: text(document.querySelector("p.headline, p.refusal, p.if")) };
      if (now.page !== told.page) document.querySelector('[data-testid="stMain"]').scrollTo(0, 0); // another page begins at its top
      if (now.page === told.page && now.sentence && now.sentence !== told.sentence) announcer.textContent = now.sentence;
      told = now;
    };

    // What is wrong with a field stands below it: tied to it for those who hear the page, and the first such field takes
    // the focus of whoever sent the form and has not gone on since.
    let refused = "";
    const tieErrors = () => {
      const errors = [...document.querySelectorAll(".field-error")];
      const fieldOf = (error) => document.querySelector(`.${error.dataset.field} :is(input, textarea)`);
      const wrong = new Map(errors.map((error) => [fieldOf(error), error]));
      for (const field of document.querySelectorAll('[aria-invalid="true"]')) {
        if (wrong.has(field) || !field.hasAttribute("data-refused")) continue;
        for (const name of ["aria-invalid", "aria-describedby", "data-refused"]) field.removeAttribute(name);
      }
      for (const [field, error] of wrong) {
        error.id = `${error.dataset.field}-error`;
        if (!field || field.getAttribute("aria-describedby") === error.id) continue;
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", error.id);
        field.setAttribute("data-refused", "");
      }
      const app = document.querySelector('[data-testid="stApp"]');
      if (!app || app.dataset.testScriptState !== "notRunning") return; // they are drawn one by one; the first of all counts
      const newest = errors.length ? errors[0].dataset.draw : "";
      const active = document.activeElement;
      const idle = active === document.body || active.tagName === "BUTTON";
      if (newest && newest !== refused && idle && fieldOf(errors[0])) fieldOf(errors[0]).focus();
      refused = newest;
    };

    // While the database is away each part of the page that waits for it has a button that nobody sees: it draws that part
    // again. And a server that says nothing for long is not waited for without a word.
    const LONG = 10_000;
    setInterval(() => {
      const app = document.querySelector('[data-testid="stApp"]');
      if (!app || app.dataset.testConnectionState !== "CONNECTED") return;
      for (const [name, asked] of waiting) {
        const state = stateOf(document.getElementsByClassName(name)[0]);
        if (!state || !state.classList.contains("sending") || performance.now() - asked.since < LONG) continue;
        if (!asked.long) announcer.textContent = state.textContent = "Not saved yet: the server has not answered so far.";
        asked.long = true;
      }
      if (app.dataset.testScriptState !== "notRunning") return;
      for (const button of document.querySelectorAll('[class*="st-key-again-"] button')) button.click();
    }, 4000);

    let timer = 0;
    const watch = (changes) => {
      for (const change of changes) {
        if (change.target.dataset.testScriptState === "notRunning" && change.type === "attributes") drawn();
        if (change.attributeName === "data-selected" && change.target.dataset.selected
            && change.target.dataset.testid === "stRadioOption") chosen(change.target);
      }
      settle();
      keepLink();
      tieErrors();
      const app = document.querySelector('[data-testid="stApp"]');
      const state = app && app.dataset.testConnectionState;
      if (!state) return;
      if (app.dataset.testScriptState === "notRunning") showGoal();
      if (state === "CONNECTED") {
        if (!lost) return;
        lost = false;
        backSince = performance.now();
        report();
        clearTimeout(timer);
        conclude();
      } else if (!lost && live() && document.querySelector("header.site")) {
        lost = true;
        backSince = 0;
        for (const asked of waiting.values()) asked.unsure = true;
        clearTimeout(timer);
        show(["The server can't be reached. Nothing can be saved until it is back; this page goes on trying.", ...unsaved([...waiting.values()])]);
      }
    };
    new MutationObserver(watch).observe(document.body, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state", "data-selected"],
    });
  });

  addEventListener("beforeunload", (event) => {
    const own = document.querySelector('.keeping[data-unsaved="yes"]');
    const old = performance.now() - 1000;
    if (isAway() || [...waiting.values()].some((asked) => asked.since < old) || hasNews() || hasEvidence(document) || (own && own.dataset.copied !== "yes")) event.preventDefault();
  });
})();
