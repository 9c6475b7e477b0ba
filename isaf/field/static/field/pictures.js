/* Faces, icons and bars, drawn as the pages draw them: plain in black and white, never a colour alone. */
import { svg } from "./dom.js";
import { number } from "./words.js";

const INK = "#1b2523";
const SHADES = { 2: [1, 7], 3: [1, 4, 7], 4: [1, 3, 5, 7], 5: [1, 3, 4, 5, 7], 6: [1, 2, 3, 5, 6, 7], 7: [1, 2, 3, 4, 5, 6, 7] };
const COLORS = ["", "#8c510a", "#bf812d", "#d8b365", "#c9cdc8", "#7fc4ba", "#409f97", "#01665e"];
const ICONS = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  clock: "M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z",
  alert: "M12 7v6M12 16.5v.5M12 3a9 9 0 100 18 9 9 0 000-18z",
  up: "M12 19V6M6 11.5L12 5.5l6 6",
  down: "M12 4v11M7 11l5 5 5-5M5 20h14",
  back: "M15 5l-7 7 7 7",
  undo: "M9 7L4.5 11.5 9 16M5 11.5h9a5 5 0 010 10h-2",
  phone: "M7 3h10v18H7zM11 18h2",
};

export function icon(name) {
  return svg("svg.icon", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

function shade(place, size) {
  return SHADES[size][place];
}

function isDark(place, size) {
  return [1, 2, 6, 7].includes(shade(place, size));
}

/** The face of a value: from deep frown to open smile by its place on the scale. */
export function face(value, scale) {
  const place = scale.findIndex((one) => one.value === value);
  if (place < 0) return noFace();
  const size = scale.length;
  const mood = -1 + (2 * place) / (size - 1);
  const ink = isDark(place, size) ? "#ffffff" : INK;
  const fill = scale[place].color || COLORS[shade(place, size)];
  return svg("svg.face", { viewBox: "0 0 48 48", "aria-hidden": "true" },
    svg("circle", { class: "v" + shade(place, size), cx: 24, cy: 24, r: 22, fill, stroke: INK, "stroke-width": 1.5 }),
    eyes(mood, ink), mood === -1 ? stroke("M12 14.6l6.6-3.4M36 14.6l-6.6-3.4", ink) : null, mouth(mood, ink));
}

function noFace() {
  return svg("svg.face", { viewBox: "0 0 48 48", "aria-hidden": "true" },
    svg("circle", { cx: 24, cy: 24, r: 21, fill: "none", stroke: "#7d8a85", "stroke-width": 2, "stroke-dasharray": "4 4" }),
    svg("path", { d: "M17 24h14", stroke: "#7d8a85", "stroke-width": 2.6, "stroke-linecap": "round" }));
}

function stroke(d, ink, fill = "none") {
  return svg("path.on", { d, fill, stroke: ink, "stroke-width": 2.8, "stroke-linecap": "round", "stroke-linejoin": "round" });
}

function eyes(mood, ink) {
  if (mood === 1) return stroke("M13.5 20q3-4 6 0M28.5 20q3-4 6 0", ink);
  return svg("g.eye", { fill: ink }, svg("circle", { cx: 16.8, cy: 19.5, r: 2.7 }), svg("circle", { cx: 31.2, cy: 19.5, r: 2.7 }));
}

function mouth(mood, ink) {
  if (mood === 1) return stroke("M13.5 27.5h21q-1.5 10-10.5 10t-10.5-10z", ink, ink);
  const ends = 31.5 - 3 * mood;
  return stroke(`M15 ${ends.toFixed(1)}Q24 ${(ends + 11 * mood).toFixed(1)} 33 ${ends.toFixed(1)}`, ink);
}

/** One bar from worst to best; the bad side is hatched and counts stand inside. */
export function bar(counts, scale, label) {
  const whole = counts.reduce((sum, n) => sum + n, 0);
  const size = scale.length;
  const pieces = [];
  let start = 0;
  counts.forEach((n, place) => {
    if (!n) return;
    const width = (100 * n) / whole;
    const where = { x: start.toFixed(2) + "%", width: width.toFixed(2) + "%", height: "100%" };
    pieces.push(svg("rect", { ...where, class: "v" + shade(place, size), fill: scale[place].color || COLORS[shade(place, size)] }));
    if (place < (size - 1) / 2) pieces.push(svg("rect.hatch", { ...where, fill: "url(#hatch)" }));
    if (width > 8) {
      pieces.push(svg("text", { x: (start + width / 2).toFixed(2) + "%", y: "50%", dy: ".36em", "text-anchor": "middle",
        fill: isDark(place, size) ? "#ffffff" : INK }, number(n)));
    }
    start += width;
  });
  return svg("svg.stack", { role: "img", "aria-label": label }, pieces);
}
