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
  const faced = svg.replace(/<svg[^>]*>/, (tag) => `${tag}${head}<style>${sans}</style>`);
  // So was the frame of a legend; a program that doesn't take fonts from a file has wider letters, and would cut the last.
  const whole = faced.replace(/(<clipPath id="legend[^>]*><rect width=")[^"]*/g, "$19999");
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', whole], { type: "image/svg+xml" });
}

const loaded = (address) =>
  new Promise((done, failed) => {
    const image = new Image();
    Object.assign(image, { onload: () => done(image), onerror: () => failed(new Error("A symbol could not be read.")), src: address });
  });

// The map's canvas, the texts above it, and below it legend, scale, the list of what has no place, and the credit: one below
// the other, so that the picture is as high as they need.
async function around(seen, m) {
  const addresses = [...m.legend.map(([, address]) => address), ...m.list.flatMap(([, marks]) => marks)];
  const symbols = Object.fromEntries(await Promise.all(addresses.map(async (address) => [address, await loaded(address)])));
  const canvas = Object.assign(document.createElement("canvas"), { width: m.width, height: 1 });
  const pen = canvas.getContext("2d");
  const [right, [across, down], [large, middle, small]] = [m.width - m.side, m.canvas, m.sizes];
  const [icon, line] = [small * 1.15, small * 1.4];
  const acts = []; // what is to be drawn, once the height is known
  const later = (act) => acts.push(act);
  let y = small;

  const write = (lines, font, color, step) => {
    for (const text of lines) {
      const at = (y += step);
      later(() => {
        Object.assign(pen, { font, fillStyle: color });
        pen.fillText(text, m.side, at);
      });
    }
  };
  // Pieces follow each other, and go on in the next line where they have no room; ``room`` is kept free in the first.
  const flow = (pieces, font, room = 0) => {
    pen.font = font;
    let [x, first] = [m.side, true];
    for (const { text, marks, before, bold } of pieces) {
      const face = bold ? `bold ${font}` : font;
      pen.font = face;
      const wide = pen.measureText(text).width + marks.length * (icon + 6) + 8;
      if (x > m.side && x + wide > right - (first ? room : 0)) [x, y, first] = [m.side, y + line, false];
      const [left, at] = [x, y];
      later(() => {
        Object.assign(pen, { font: face, fillStyle: m.ink });
        const words = left + (before ? marks.length * (icon + 6) : 0);
        pen.fillText(text, words, at);
        const begin = before ? left : left + pen.measureText(text).width + 8;
        marks.forEach((mark, n) => pen.drawImage(symbols[mark], begin + n * (icon + 6), at - icon * 0.82, icon, icon));
      });
      x += wide + small;
    }
  };

  write(m.title, `bold ${large}px ${m.serif}`, m.ink, large * 1.3);
  write(m.reading, `${middle}px ${m.sans}`, m.grey, middle * 1.38);
  const top = (y += small * 0.8);
  later(() => pen.drawImage(seen, m.side, top, across, down));
  const font = `${small}px ${m.sans}`;
  const foot = (y = top + down + line * 1.1);
  const [length, says] = m.scaleBar;
  pen.font = font;
  const room = length + pen.measureText(says).width + 2 * small;
  later(() => {
    Object.assign(pen, { font, fillStyle: m.ink, textAlign: "right" });
    pen.fillRect(right - length, foot - 8, length, 4);
    pen.fillRect(right - length, foot - 18, 4, 14);
    pen.fillRect(right - 4, foot - 18, 4, 14);
    pen.fillText(says, right - length - 16, foot);
    pen.textAlign = "left";
  });
  flow(m.legend.map(([text, mark]) => ({ text, marks: [mark], before: true })), font, room);
  if (m.list.length) {
    y += line * 1.15;
    flow([{ text: `${m.heading}:`, marks: [], bold: true }, ...m.list.map(([text, marks]) => ({ text, marks }))], font);
  }
  y += small * 0.6;
  write(m.credit, font, m.grey, small * 1.3);
  canvas.height = Math.ceil(y + small);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  for (const act of acts) act();
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
