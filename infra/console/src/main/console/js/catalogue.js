import { get, getIfThere, queryOf } from './api.js';

/** Ids that the API looks up at once. */
const MOST = 100;

/** Items by their ids, as a Map; those that the catalogue does not have are missing. */
export async function itemsById(itemIds, signal) {
  const wanted = [...new Set(itemIds)];
  const pages = [];
  for (let i = 0; i < wanted.length; i += MOST) {
    pages.push(byIds(wanted.slice(i, i + MOST), signal));
  }
  return new Map((await Promise.all(pages)).flat().map((item) => [item.itemId, item]));
}

async function byIds(ids, signal) {
  const query = new URLSearchParams(ids.map((id) => ['include', id]));
  return (await getIfThere(`/v1/items?${query}`, signal))?.items ?? [];
}

/**
 * A page of what is on sale, or of what of it has this in its title, id or category. The API looks
 * through a large catalogue bit by bit: it is asked on until something is found or all was seen.
 */
export async function search(text, next, signal) {
  const page = await get(`/v1/items${queryOf({ search: text, next })}`, signal);
  return page.items.length === 0 && page.next ? search(text, page.next, signal) : page;
}
