// Why a file was not taken, in our words and for all to read: Streamlit's own are in a tooltip, and name its parts.
(() => {
  "use strict";
  const reasons = [
    [/status code 413/, "At most 3 files of 10 MB together can wait in one tab; use or remove one of them, then choose this one again."],
    [/status code 429/, "As many files wait as the server can hold, or as may come from your address; use or remove one of yours, or choose this one again in a minute."],
    [/status code 40[03]/, "This tab is not known to the server any more; load the page again, then choose the file once more."],
    [/or smaller/, "This file is larger than 5 MB, so that it was not taken."],
    [/not allowed|Only one file/, "This is not a file that can be opened here."],
  ];
  const known = (text) => reasons.some(([, reason]) => text === reason);
  const tell = () => {
    for (const uploader of document.querySelectorAll('[data-testid="stFileUploader"]')) {
      const error = uploader.querySelector('[data-testid="stFileChip"][aria-invalid="true"] > [role="alert"]');
      let told = uploader.querySelector(":scope > .not-taken");
      if (!error) {
        if (told) told.remove();
        continue;
      }
      const found = reasons.find(([said]) => said.test(error.textContent));
      const reason = known(error.textContent) ? error.textContent : found ? found[1] : "The file did not arrive; please choose it again.";
      if (error.textContent !== reason) error.textContent = reason;
      if (told && told.textContent === reason) continue;
      told = told || uploader.appendChild(Object.assign(document.createElement("p"), { className: "not-taken", ariaHidden: "true" }));
      told.textContent = reason;
    }
  };
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-invalid"] });
  });
})();
