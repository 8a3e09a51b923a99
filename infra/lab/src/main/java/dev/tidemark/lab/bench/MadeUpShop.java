package dev.tidemark.lab.bench;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.recommendation.select.ShopData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Tables in memory of which everybody has another history of the same length. */
record MadeUpShop(Vocabulary vocabulary, int history, Instant newest) implements ShopData {
  private static final int LONGEST_GAP_SECONDS = 86_400;

  static Vocabulary vocabulary(int items) {
    return new Vocabulary(
        IntStream.range(0, items)
            .mapToObj(i -> new Vocabulary.Entry("item" + i, "C" + i % 50, 1 + i % 99))
            .toList());
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    SplittableRandom random = new SplittableRandom(user.value().hashCode());
    List<Interaction> interactions = new ArrayList<>();
    Instant time = newest;
    for (int i = 0; i < Math.min(history, limit); i++) {
      time = time.minusSeconds(random.nextInt(LONGEST_GAP_SECONDS));
      interactions.add(
          new Interaction(
              user,
              Integer.toString(i),
              vocabulary.entry(1 + random.nextInt(vocabulary.size())).itemId(),
              random.nextBoolean() ? "view" : "purchase",
              time,
              Double.NaN,
              Double.NaN,
              0,
              Map.of()));
    }
    return interactions;
  }

  @Override
  public List<Interaction> before(Interaction interaction, int limit) {
    return List.of();
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    Map<String, Item> found = new HashMap<>();
    for (String id : itemIds) {
      vocabulary
          .indexOf(id)
          .ifPresent(
              index -> {
                Vocabulary.Entry entry = vocabulary.entry(index);
                found.put(
                    id,
                    new Item(id, "", entry.category(), entry.price(), List.of(), List.of(), true));
              });
    }
    return found;
  }

  @Override
  public Map<String, List<Float>> vectors(Collection<String> itemIds) {
    return Map.of();
  }

  @Override
  public List<Item> newestActive(int limit) {
    return List.of();
  }
}
