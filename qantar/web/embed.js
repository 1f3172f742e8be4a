// Draws the figure that the page carries, laid out for its width; a click on a mark opens its evidence in the dashboard.
(async () => {
  const place = document.getElementById("chart");
  if (!place) return;
  const layouts = { medium: Promise.resolve(JSON.parse(document.getElementById("figure").textContent)) };
  const others = JSON.parse(place.dataset.layouts);
  const [medium, wide] = JSON.parse(place.dataset.widths);
  const fitting = () => (place.clientWidth < medium ? "narrow" : place.clientWidth >= wide ? "wide" : "medium");
  const opened = ({ points: [point] }) => {
    const facts = String([point.customdata].flat()[0] ?? "").split("|").filter(Boolean);
    if (!facts.length || !place.dataset.opens) return;
    const to = new URL(place.dataset.opens, document.baseURI);
    for (const fact of facts) to.searchParams.append("fact", fact);
    open(to, "_blank", "noopener");
  };
  let name;
  const draw = async () => {
    const wanted = (name = fitting());
    layouts[name] ??= fetch(others[name]).then((answer) => (answer.ok ? answer.json() : layouts.medium));
    const { data, layout } = await layouts[name];
    if (wanted !== name) return; // the width has changed since
    place.style.height = `${layout.height ?? 450}px`;
    // Anew: another layout drawn into the last one would leave its legend where that had it.
    await Plotly.newPlot(place, data, { ...layout, width: undefined, autosize: true, dragmode: false }, { displayModeBar: false, responsive: true, scrollZoom: false });
    place.on("plotly_click", opened);
    if (parent !== window) parent.postMessage({ qantar: place.dataset.card, height: document.documentElement.offsetHeight }, "*");
  };
  await document.fonts.ready;
  await draw();
  new ResizeObserver(() => {
    if (fitting() !== name) draw();
  }).observe(place);
})();
