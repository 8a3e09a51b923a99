/** Elements made one by one: whatever the API says becomes text, never markup. */

/**
 * @param {string} tag name of the element
 * @param {object} attributes by name; a function is a listener, false or null leaves one out,
 *     and `css` holds properties of its style
 * @param {...(Node|string|number|null|Array)} children text where they are no nodes
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (name === 'css') {
      Object.entries(value).forEach(([property, set]) => element.style.setProperty(property, set));
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...nodes(children));
  return element;
}

/** Puts these in place of all that is in the element. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}

/** Has a screen reader say something that happened beside the focus. */
export function say(text) {
  document.getElementById('said').textContent = text;
}

function nodes(children) {
  return children.flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}
