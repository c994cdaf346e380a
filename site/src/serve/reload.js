// Added to pages of the development server only. Shows what is wrong with the site over the page. When the site has
// changed, it changes what differs on the open page and leaves the rest as the author has it: scrolled, opened,
// answered, turned.
(() => {
  let seen;
  let sheet;
  /** The page as it came, before any script touched it, and where it came from. */
  let source;
  const hide = () => {
    sheet?.remove();
    sheet = undefined;
  };
  const show = (words) => {
    hide();
    sheet = document.createElement("pre");
    sheet.setAttribute("role", "alert");
    sheet.tabIndex = 0;
    sheet.textContent = words;
    const looks = {
      position: "fixed", inset: "auto 0 0 0", "max-height": "60vh", overflow: "auto", margin: "0", padding: "1rem",
      background: "Canvas", color: "CanvasText", "border-top": "4px solid CanvasText", "z-index": "9999",
      font: "14px/1.5 monospace", "white-space": "pre-wrap",
    };
    for (const [name, value] of Object.entries(looks)) sheet.style.setProperty(name, value);
    // Beside the body, so that the page itself stays as it is.
    document.documentElement.append(sheet);
  };

  const here = () => location.href.split("#")[0];
  const fetched = async () => {
    const address = here();
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { address, page };
  };
  const remember = async () => {
    if (source?.address !== here()) source = await fetched();
  };
  /** Nodes that a reader could tell apart; white space between blocks is not among them. */
  const parts = (node) => [...node.childNodes].filter((part) => part.nodeType !== 3 || part.data.trim() !== "");
  const isWidget = (node) => node.dataset?.widget !== undefined;
  const name = (node) => node.nodeName + (node.id ?? "");

  /** The pairs of equal entries in the longest common run of both lists. */
  const common = (before, after, equal) => {
    const best = Array.from({ length: before.length + 1 }, () => new Array(after.length + 1).fill(0));
    for (let i = before.length - 1; i >= 0; i -= 1) {
      for (let j = after.length - 1; j >= 0; j -= 1) {
        best[i][j] = equal(before[i], after[j]) ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < before.length && j < after.length; ) {
      if (equal(before[i], after[j])) pairs.push([i++, j++]);
      else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
      else j += 1;
    }
    return pairs;
  };

  /** Which nodes on the page stand for those that it came with; scripts may have put others between them. */
  const standing = (live, old) => {
    let from = 0;
    const found = old.map((node) => {
      const at = live.findIndex((other, index) => index >= from && name(other) === name(node));
      from = at + 1 || Infinity;
      return live[at];
    });
    return found.includes(undefined) ? undefined : found;
  };

  const replace = (shown, after) => {
    const fresh = document.importNode(after, true);
    shown.replaceWith(fresh);
    wake(fresh);
  };
  const wake = (fresh) => {
    if (fresh.nodeType !== 1) return;
    const widgets = [...(isWidget(fresh) ? [fresh] : []), ...fresh.querySelectorAll("[data-widget]")];
    for (const widget of widgets) widget.dispatchEvent(new Event("roundtrip:wake", { bubbles: true }));
  };

  /** Makes `shown` what `after` says, knowing that it was `before`. */
  const patch = (shown, before, after) => {
    if (before.isEqualNode(after)) return;
    const old = parts(before);
    const live = standing(parts(shown), old);
    // Widgets draw themselves, and what a script has made anew cannot be matched part by part.
    if (shown.nodeType !== 1 || isWidget(before) || live === undefined) return replace(shown, after);
    for (const { name } of before.attributes) if (!after.hasAttribute(name)) shown.removeAttribute(name);
    for (const { name, value } of after.attributes) {
      if (before.getAttribute(name) !== value) shown.setAttribute(name, value);
    }
    const next = parts(after);
    const ends = [...common(old, next, (a, b) => a.isEqualNode(b)), [old.length, next.length]];
    let [i, j] = [0, 0];
    for (const [stopOld, stopNext] of ends) {
      const anchor = live[stopOld] ?? null;
      while (i < stopOld && j < stopNext && name(old[i]) === name(next[j])) patch(live[i], old[i++], next[j++]);
      while (i < stopOld) live[i++].remove();
      while (j < stopNext) {
        const fresh = document.importNode(next[j++], true);
        if (anchor) anchor.before(fresh);
        else shown.append(fresh);
        wake(fresh);
      }
      [i, j] = [stopOld + 1, stopNext + 1];
    }
  };

  const update = async () => {
    const latest = await fetched();
    const same = source?.address === latest.address;
    const build = latest.page.documentElement.dataset.build;
    // Other styles or another program, or a page that is not known as it came: start again.
    if (!same || build === undefined || build !== source.page.documentElement.dataset.build) return location.reload();
    document.title = latest.page.title;
    patch(document.body, source.page.body, latest.page.body);
    source = latest;
  };

  let work = remember();
  const then = (next) => (work = work.then(next).catch(() => location.reload()));
  // Moving on within the document puts another page's body in place.
  new MutationObserver(() => then(remember)).observe(document.body, { childList: true });
  const events = new EventSource("/-/reload");
  events.addEventListener("trouble", (event) => {
    // A page that meets trouble first cannot tell which site it shows; it reloads when the trouble is over.
    seen ??= "";
    show(event.data);
  });
  events.addEventListener("site", (event) => {
    hide();
    if (seen === "") location.reload();
    else if (seen !== undefined && seen !== event.data) then(update);
    seen = event.data;
  });
})();
