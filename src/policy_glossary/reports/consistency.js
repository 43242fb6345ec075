// The page works without this. With it, the concepts can be searched, and print shows what is folded away.
(() => {
  const box = document.querySelector(".search");
  const input = document.getElementById("search");
  const told = document.getElementById("told");
  const bodies = [...document.querySelectorAll("tbody.concept")];
  const texts = bodies.map((body) => body.textContent.toLowerCase());
  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    bodies.forEach((body, n) => {
      body.hidden = !words.every((word) => texts[n].includes(word));
      shown += body.hidden ? 0 : 1;
    });
    told.textContent = words.length ? `${shown} of ${bodies.length} concepts` : "";
  };
  if (box && bodies.length) {
    box.hidden = false;
    input.addEventListener("input", search);
  }
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.querySelector("details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", open);
  open();
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => { folded.forEach((details) => { details.open = false; }); });
})();
