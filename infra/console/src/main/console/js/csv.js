/** A cell that a spreadsheet would run as a formula begins so. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180, with cells disarmed by an apostrophe that a spreadsheet takes for "this is text". */
export function csv(rows) {
  return rows.map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}

function cell(value) {
  const text = String(value ?? '');
  const armed = typeof value !== 'number' && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(armed) ? `"${armed.replaceAll('"', '""')}"` : armed;
}

/** Has the browser keep it as a file. */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
