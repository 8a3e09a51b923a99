import { get, queryOf } from './api.js';

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
  return (await get(`/v1/items?${query}`, signal)).items;
}

/** The items whose title, id or category has this in it, those listed last first. */
export async function search(text, count, signal) {
  return get(`/v1/items${queryOf({ search: text, count })}`, signal);
}
