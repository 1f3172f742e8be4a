// Draws a picture and writes into its file what it shows, from which sources, and where to find it again.

const loading = {};
const once = (key, make) => (loading[key] ??= make().catch((error) => { delete loading[key]; throw error; }));
const address = (path) => new URL(`../../${path}`, import.meta.url).href; // beside the folder of the scripts

// Plotly's script is fetched on the first click only.
const plotly = () =>
  once("plotly", () => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address("plotly.js");
    script.onload = () => done(globalThis.Plotly);
    script.onerror = () => failed(new Error("The drawing script could not be fetched."));
    document.head.append(script);
  }));

const FONTS = { sans: "Source Sans 3", serif: "Source Serif 4" };

// The fonts are made known to the page, where text is measured, and kept as text, to travel inside the picture.
export const fonts = () =>
  once("fonts", async () => {
    const found = await Promise.all(Object.entries(FONTS).map(async ([name, family]) => {
      const answer = await fetch(address(`fonts/${name}.woff2`));
      if (!answer.ok) throw new Error("The fonts could not be fetched.");
      const bytes = new Uint8Array(await answer.arrayBuffer());
      document.fonts.add(await new FontFace(family, bytes, { weight: "200 900" }).load());
      const face = `@font-face{font-family:"${family}";font-weight:200 900;src:url(data:font/woff2;base64,${base64(bytes)})}`;
      return [name, face];
    }));
    return Object.fromEntries(found);
  });

export function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}

const plain = (text) => text.replace(/[&<>]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[mark]);
const withStyle = (svg, css) => svg.replace(/<svg[^>]*>/, (tag) => `${tag}<style>${css}</style>`);

// Plotly marks the parts of a picture with random words; with names of ours the same picture is the same file.
function named(svg, anchor) {
  const [, word] = svg.match(/id="defs-([0-9a-f]+)"/) ?? [];
  return word ? svg.replace(new RegExp(`(defs-|clip|legend|\\bp)${word}`, "g"), `$1-${anchor}-`) : svg;
}

// A card's two files show the same drawing, which is most of the work.
const drawings = new WeakMap();
function chart(data) {
  if (!drawings.has(data)) {
    const made = draw(data);
    drawings.set(data, made);
    made.catch(() => drawings.delete(data));
  }
  return drawings.get(data);
}

async function draw({ figure, scale, anchor }) {
  const [drawer] = await Promise.all([plotly(), fonts()]);
  const parsed = JSON.parse(figure);
  const { width, height } = parsed.layout;
  const data = parsed.data.map((trace, n) => ({ ...trace, uid: `${n}` }));
  // setBackground keeps the page's own colours out of the picture.
  const given = { ...parsed, data, config: { setBackground: "#ffffff" } };
  const svg = await drawer.toImage(given, { format: "svg", width, height, imageDataOnly: true });
  // An empty attribute that comes and goes; the background is drawn as a shape of its own.
  const plainTag = svg.replace(/^(<svg[^>]*?) style="[^"]*"/, "$1");
  return { svg: named(plainTag, anchor), width: width * scale, height: height * scale };
}

async function rasterize({ svg, width, height }) {
  const faces = await fonts();
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([withStyle(svg, faces.sans + faces.serif)], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, width, height);
    pen.drawImage(image, 0, 0, width, height);
    return canvas;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

/** The checksum that PNG and ZIP share (CRC-32 as in ISO 3309). */
export function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 0xff];
  return (sum ^ 0xffffffff) >>> 0;
}

// A chunk iTXt of the PNG specification: a keyword, no compression, no language, the text in UTF-8.
function chunk(keyword, text) {
  const written = new TextEncoder();
  const body = [...written.encode("iTXt" + keyword), 0, 0, 0, 0, 0, ...written.encode(text)];
  const all = new Uint8Array(body.length + 8);
  const view = new DataView(all.buffer);
  view.setUint32(0, body.length - 4);
  all.set(body, 4);
  view.setUint32(all.length - 4, checksum(all.subarray(4, all.length - 4)));
  return all;
}

async function png(canvas, inside) {
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("The browser has no room for a picture of this size.");
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const header = 33; // the signature and the chunk IHDR, which comes first
  const chunks = Object.entries(inside).map(([keyword, text]) => chunk(keyword, text));
  return new Blob([bytes.subarray(0, header), ...chunks, bytes.subarray(header)], { type: "image/png" });
}

async function svgFile(svg, inside) {
  const { sans } = await fonts();
  const words = Object.fromEntries(Object.entries(inside).map(([key, text]) => [key, plain(text)]));
  const metadata =
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
    `<rdf:Description rdf:about=""><dc:title>${words.Title}</dc:title><dc:description>${words.Description}</dc:description>` +
    `<dc:source>${words.Source}</dc:source><dc:identifier>${words.URL}</dc:identifier>` +
    `<dc:rights>${words.Copyright}</dc:rights></rdf:Description></rdf:RDF>`;
  const head = `<title>${words.Title}</title><desc>${words.Description}</desc><metadata>${metadata}</metadata>`;
  // One font travels along, that of labels and axes, whose places were measured with it.
  const whole = svg.replace(/<svg[^>]*>/, (tag) => `${tag}${head}<style>${sans}</style>`);
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', whole], { type: "image/svg+xml" });
}

const loaded = (address) =>
  new Promise((done, failed) => {
    const image = new Image();
    Object.assign(image, { onload: () => done(image), onerror: () => failed(new Error("A symbol could not be read.")), src: address });
  });

// The map's canvas in the middle, the texts, the legend and the scale around it.
async function around(seen, m) {
  const symbols = await Promise.all(m.legend.map(([, address]) => loaded(address)));
  const canvas = Object.assign(document.createElement("canvas"), { width: m.width, height: m.height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, m.width, m.height);
  let y = 40;
  const write = (lines, font, color, step) => {
    pen.font = font;
    pen.fillStyle = color;
    for (const line of lines) pen.fillText(line, m.side, (y += step));
  };
  write(m.title, `bold 48px ${m.serif}`, m.ink, 60);
  write(m.reading, `30px ${m.sans}`, m.grey, 40);
  const [across, down] = m.canvas;
  pen.drawImage(seen, m.side, m.top, across, down);
  y = m.top + down + 56;
  let x = m.side;
  pen.font = `27px ${m.sans}`;
  const right = m.width - m.side;
  for (const [n, [name]] of m.legend.entries()) {
    const wide = 42 + pen.measureText(name).width + 36;
    if (x > m.side && x + wide > right) [x, y] = [m.side, y + 42];
    pen.drawImage(symbols[n], x, y - 26, 34, 34);
    pen.fillStyle = m.ink;
    pen.fillText(name, x + 42, y);
    x += wide;
  }
  y = m.height - m.foot;
  const [length, says] = m.scaleBar;
  const [end, foot] = [right - 28, m.top + down - 28];
  const room = length + pen.measureText(says).width + 44;
  pen.fillStyle = "#ffffffcc";
  pen.fillRect(end - room, foot - 36, room + 16, 50);
  pen.fillStyle = m.ink;
  pen.fillRect(end - length, foot - 8, length, 4);
  pen.fillRect(end - length, foot - 18, 4, 14);
  pen.fillRect(end - 4, foot - 18, 4, 14);
  pen.textAlign = "right";
  pen.fillText(says, end - length - 16, foot);
  pen.textAlign = "left";
  write(m.credit, `26px ${m.sans}`, m.grey, 34);
  return canvas;
}

/** The address that reopens the view that a picture shows, at its card. */
export function here(anchor) {
  const view = new URL(location.href);
  view.searchParams.delete("fact");
  view.hash = anchor ?? "";
  return view.href;
}

/** Return a picture as a file: ``data`` is what Python sends, ``seen`` the canvas of a map. */
export async function picture(data, format, seen) {
  const inside = { ...data.inside, URL: data.address ?? here(data.anchor) };
  if (data.map) {
    await fonts();
    return png(await around(seen, data.map), inside);
  }
  const drawn = await chart(data);
  return format === "svg" ? svgFile(drawn.svg, inside) : png(await rasterize(drawn), inside);
}
