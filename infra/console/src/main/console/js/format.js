/** Figures and times as people read them. */

const WHOLE = new Intl.NumberFormat('en');
const DAY = new Intl.DateTimeFormat('en',
  { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const DATE = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false });

export const whole = (number) => (Number.isFinite(number) ? WHOLE.format(number) : '-');

/** @param {number} digits after the point */
export const fixed = (number, digits) => (Number.isFinite(number)
  ? number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  : '-');

/** Of a share between 0 and 1; two places below ten percent. */
export const percent = (share) => (Number.isFinite(share)
  ? `${fixed(100 * share, share < 0.1 ? 2 : 1)} %` : '-');

export const day = (time) => DAY.format(new Date(time));

export const clock = (time) => TIME.format(new Date(time));

export const moment = (time) => `${DATE.format(new Date(time))}, ${clock(time)}`;

/** add_to_cart is "add to cart". */
export const behaviour = (type) => type.replaceAll('_', ' ');

/** The moment in a model's version; the version itself where it has none. */
export function trainedAt(version) {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(version);
  return parts
    ? moment(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`) : version;
}
