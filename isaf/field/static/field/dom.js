/* Making elements, and bringing a screen up to date in place, so that a quick second tap finds its button. */
const SVG = "http://www.w3.org/2000/svg";

/** h("button.btn", {click, disabled}, "words", child): functions are listeners; null and false are left out. */
export function h(what, given = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  return build(document.createElement(tag), classes, given, children);
}

/** The same for drawings. */
export function svg(what, given = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  return build(document.createElementNS(SVG, tag), classes, given, children);
}

function build(node, classes, given, children) {
  node.heard = {};
  if (classes.length) node.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function") hear(node, name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
  return node;
}

function hear(node, name, deed) {
  if (!(name in node.heard)) node.addEventListener(name, (event) => node.heard[name] && node.heard[name](event));
  node.heard[name] = deed;
}

/** Make `old` look and listen like `fresh`; nodes of the same kind stay the same nodes. */
export function morph(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || keyOf(old) !== keyOf(fresh)) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  attributes(old, fresh);
  const before = Array.from(old.childNodes);
  const after = Array.from(fresh.childNodes);
  after.forEach((child, at) => (at < before.length ? morph(before[at], child) : old.append(child)));
  before.slice(after.length).forEach((child) => child.remove());
  values(old, fresh);
}

function keyOf(node) {
  return node.getAttribute ? node.getAttribute("data-key") : null;
}

function attributes(old, fresh) {
  for (const { name } of Array.from(old.attributes)) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of Array.from(fresh.attributes)) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const name of Object.keys(old.heard || {})) if (!(name in (fresh.heard || {}))) old.heard[name] = null;
  for (const [name, deed] of Object.entries(fresh.heard || {})) hear(old, name, deed);
}

/** What a person is writing is never overwritten. */
function values(old, fresh) {
  if (old === document.activeElement) return;
  if (old.nodeName === "INPUT" && /radio|checkbox/.test(old.type)) old.checked = fresh.hasAttribute("checked");
  else if (old.nodeName === "INPUT" && old.value !== fresh.value) old.value = fresh.value;
  else if (old.nodeName === "TEXTAREA" && old.value !== fresh.textContent) old.value = fresh.textContent;
}
