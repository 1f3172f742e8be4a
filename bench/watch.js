// Notes in the page when it last changed: an element in the document, or a mark on a canvas (a map is drawn there).
(() => {
  const seen = { changed: 0, drawn: 0, chart: 0, clicked: 0 };
  window.bench = seen;
  const isChart = () => document.querySelector(".js-plotly-plot .main-svg .trace");
  new MutationObserver(changes => {
    const now = performance.now();
    // What turns while the server works isn't the page, nor is what it says of itself.
    const beside = ({ target, attributeName }) => attributeName === "data-rest"
      || (target.nodeType === 1 ? target : target.parentElement)?.closest?.("[data-testid=stStatusWidget], [data-testid=stHeader], head");
    if (changes.every(beside)) return;
    seen.changed = now;
    if (!seen.chart && isChart()) seen.chart = now;
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const kind of [window.WebGL2RenderingContext, window.WebGLRenderingContext]) {
    for (const name of ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]) {
      const own = kind?.prototype[name];
      if (own) kind.prototype[name] = function (...given) {
        const now = performance.now();
        seen.drawn = now;
        if (!seen.map && this.canvas?.closest?.("[data-testid=stDeckGlJsonChart]")) seen.map = now;
        return own.apply(this, given);
      };
    }
  }
  addEventListener("click", () => { seen.clicked = performance.now(); }, { capture: true });
})();
