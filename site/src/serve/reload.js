// Added to pages of the development server only: reloads when the site has changed, shows what is wrong with it.
(() => {
  let seen;
  let sheet;
  const hide = () => {
    sheet?.remove();
    sheet = undefined;
  };
  const show = (words) => {
    hide();
    sheet = document.createElement("pre");
    sheet.setAttribute("role", "alert");
    sheet.textContent = words;
    const looks = {
      position: "fixed", inset: "auto 0 0 0", "max-height": "60vh", overflow: "auto", margin: "0", padding: "1rem",
      background: "Canvas", color: "CanvasText", "border-top": "4px solid CanvasText", "z-index": "9999",
      font: "14px/1.5 monospace", "white-space": "pre-wrap",
    };
    for (const [name, value] of Object.entries(looks)) sheet.style.setProperty(name, value);
    document.body.append(sheet);
  };
  const events = new EventSource("/-/reload");
  events.addEventListener("trouble", (event) => {
    // A page that meets trouble first cannot tell which site it shows; it reloads when the trouble is over.
    seen ??= "";
    show(event.data);
  });
  events.addEventListener("site", (event) => {
    hide();
    if (seen !== undefined && seen !== event.data) location.reload();
    seen = event.data;
  });
})();
