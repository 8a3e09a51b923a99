package dev.tidemark.training.batch;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.store.files.Sha256;
import dev.tidemark.store.tables.ExportReader;
import dev.tidemark.training.data.InteractionLog;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a shop as an export holds them, seen by one shopper after the other. It does not
 * tell when items were listed: where that decides, they come in the order of their ids. For one
 * thread.
 */
final class ExportedShop implements ShopData {
  private final TreeMap<String, Item> items = new TreeMap<>();
  private final InteractionLog log = InteractionLog.whole();
  private List<Interaction> newestFirst = List.of();

  /**
   * @param out gets a line for each table
   */
  static ExportedShop read(ExportReader export, PrintStream out) {
    ExportedShop shop = new ExportedShop();
    out.println("catalogue: " + export.items(item -> shop.items.put(item.itemId(), item)));
    out.println("interactions: " + export.interactions(shop.log::add));
    shop.log.sortAsServed();
    return shop;
  }

  int shoppers() {
    return log.shoppers();
  }

  /**
   * From now on the tables are read by this one.
   *
   * @param shopper from 0 on, in the order of the keys
   */
  UserKey enter(int shopper) {
    newestFirst = log.interactions(shopper);
    Collections.reverse(newestFirst);
    return newestFirst.get(0).user();
  }

  /** Tells what the tables hold from all else, in whatever order it was exported. */
  String hash() {
    MessageDigest digest = Sha256.digest();
    for (Item item : items.values()) {
      digest.update(
          line(
              item.itemId(),
              item.title(),
              item.category(),
              item.price(),
              item.tags(),
              item.active()));
    }
    for (int shopper = 0; shopper < shoppers(); shopper++) {
      digest.update(line(enter(shopper).value()));
      for (Interaction interaction : newestFirst) {
        digest.update(
            line(
                interaction.itemId(),
                interaction.type(),
                interaction.timestamp().toEpochMilli(),
                interaction.value(),
                interaction.isPromoted()));
      }
    }
    return Sha256.hex(digest);
  }

  private static byte[] line(Object... values) {
    StringBuilder line = new StringBuilder();
    for (Object value : values) {
      line.append(value).append('\t');
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    return newestFirst.subList(0, Math.min(limit, newestFirst.size()));
  }

  @Override
  public List<Interaction> before(Interaction interaction, int limit) {
    int from = newestFirst.indexOf(interaction) + 1;
    return newestFirst.subList(from, Math.min(from + limit, newestFirst.size()));
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    Map<String, Item> found = new HashMap<>();
    for (String id : itemIds) {
      if (items.containsKey(id)) {
        found.put(id, items.get(id));
      }
    }
    return found;
  }

  @Override
  public Map<String, List<Float>> vectors(Collection<String> itemIds) {
    Map<String, List<Float>> vectors = new HashMap<>();
    find(itemIds).forEach((id, item) -> vectors.put(id, item.vector()));
    return vectors;
  }

  @Override
  public List<Item> newestActive(int limit) {
    List<Item> active = new ArrayList<>();
    for (Item item : items.values()) {
      if (item.active() && active.size() < limit) {
        active.add(item);
      }
    }
    return active;
  }
}
