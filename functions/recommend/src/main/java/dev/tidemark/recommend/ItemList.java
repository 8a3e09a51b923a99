package dev.tidemark.recommend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.Item;
import dev.tidemark.lambda.Json;
import dev.tidemark.recommend.request.ItemQuery;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.store.tables.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/** What the catalogue knows of items: of those that are named, or of those on sale. */
record ItemList(ShopData data) {
  /** Items of a page; blank searches need no more, others look through several pages. */
  private static final int PAGE = 100;

  private static final int SEARCHED_PAGE = 1000;
  private static final int MOST_PAGES = 20;

  /** As many are found in one answer before it ends. */
  private static final int ENOUGH = 100;

  /** A page that is read takes less. */
  private static final int PAGE_MILLIS = 2000;

  /**
   * <code>{"items":[{"itemId":...}]}</code>, and {@code next} where what is on sale goes on.
   *
   * @param millisLeft milliseconds until the invocation is cut off, now
   */
  JsonNode read(ItemQuery query, IntSupplier millisLeft) {
    if (!query.include().isEmpty()) {
      Map<String, Item> found = data.find(query.include());
      List<Item> items = query.include().stream().map(found::get).toList();
      return answer(items.stream().filter(Objects::nonNull).toList());
    }
    Listing page = data.listed(query.behind(), query.search().isEmpty() ? PAGE : SEARCHED_PAGE);
    List<Item> items = new ArrayList<>(found(page, query));
    for (int pages = 1;
        page.next().isPresent()
            && !query.search().isEmpty()
            && items.size() < ENOUGH
            && pages < MOST_PAGES
            && millisLeft.getAsInt() > PAGE_MILLIS;
        pages++) {
      page = data.listed(page.next(), SEARCHED_PAGE);
      items.addAll(found(page, query));
    }
    ObjectNode answer = answer(items);
    page.next().ifPresent(next -> answer.put("next", next.text()));
    return answer;
  }

  private static List<Item> found(Listing page, ItemQuery query) {
    return page.items().stream().filter(query::isAbout).toList();
  }

  private static ObjectNode answer(List<Item> items) {
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode list = answer.putArray("items");
    items.forEach(item -> put(item, list.addObject()));
    return answer;
  }

  /** By the names under which items come. */
  private static void put(Item item, ObjectNode object) {
    object.put("itemId", item.itemId());
    if (!item.title().isEmpty()) {
      object.put("title", item.title());
    }
    if (!item.category().isEmpty()) {
      object.put("category", item.category());
    }
    if (!Double.isNaN(item.price())) {
      object.put("price", item.price());
    }
    if (!item.tags().isEmpty()) {
      item.tags().forEach(object.putArray("tags")::add);
    }
    object.put("active", item.active());
  }
}
