package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.model.ModelPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked: nothing that must not be answered, and as many as the catalogue allows. */
class SelectionProperties {
  private static final int KNOWN = 150;
  private static final ModelPackage MODEL = new FakeModel(KNOWN).modelPackage();
  private static final List<String> CATEGORIES = List.of("", "A", "A/X", "A / Y", "b", "B|C", "D");
  private static final List<String> TAGS = List.of("red", "blue", "sale");

  @Property(tries = 2_000)
  void shouldAnswerAllThatMayBeAnswered(@ForAll long seed) {
    // Given
    Random random = new Random(seed);
    FakeShopData data = new FakeShopData();
    List<Item> items = new ArrayList<>();
    int size = random.nextInt(300);
    for (int i = 1; i <= size; i++) {
      items.add(item(i <= KNOWN ? FakeModel.item(i) : "new-" + i, random));
    }
    items.forEach(data::sells);
    Set<String> banned = new HashSet<>();
    for (int i = random.nextInt(30); i > 0 && size > 0; i--) {
      String id = items.get(random.nextInt(size)).itemId();
      data.did(Client.KEY, id, random.nextBoolean() ? "view" : "purchase", 1000L * i);
    }
    Map<String, String> query = new HashMap<>();
    int count = 1 + random.nextInt(100);
    query.put("count", Integer.toString(count));
    if (random.nextBoolean()) {
      query.put("category", pick(List.of("a", "A/Y", "B,c", "D/"), random));
    }
    if (random.nextBoolean()) {
      query.put("maxPrice", Integer.toString(random.nextInt(10)));
    }
    if (random.nextInt(4) == 0) {
      query.put("tags", pick(TAGS, random));
    }
    String exclude = pick(List.of("", "seen", "purchased", "item-1,item-2"), random);
    query.put("exclude", exclude);
    boolean hasModel = random.nextInt(5) > 0;

    // When
    Client client =
        new Client(
            hasModel
                ? Serving.with(MODEL, new FakeModel(KNOWN), data, Client.USERS, Client.CLOCK)
                : Serving.withoutModel(data, Client.USERS, Client.CLOCK));
    JsonNode answer = client.recommendations(query);

    // Then
    data.interactions.stream()
        .filter(
            it ->
                exclude.equals("seen")
                    || (exclude.equals("purchased") && it.type().equals("purchase")))
        .forEach(it -> banned.add(it.itemId()));
    if (exclude.startsWith("item")) {
      banned.addAll(List.of("item-1", "item-2"));
    }
    Set<String> allowed = new HashSet<>();
    for (Item item : items) {
      if (item.active() && !banned.contains(item.itemId()) && isWanted(item, query)) {
        allowed.add(item.itemId());
      }
    }
    List<String> ids = Client.ids(answer);
    Set<String> listed = new HashSet<>();
    items.forEach(item -> listed.add(item.itemId()));
    assertThat(ids).doesNotHaveDuplicates().noneMatch(banned::contains);
    // What the catalogue does not have is answered as training knew it.
    List<String> live = ids.stream().filter(listed::contains).toList();
    assertThat(allowed).containsAll(live);
    assertThat(ids.size())
        .isLessThanOrEqualTo(count)
        .isGreaterThanOrEqualTo(Math.min(count, allowed.size()));
    assertThat(client.recommendations(query)).isEqualTo(answer);
  }

  private static boolean isWanted(Item item, Map<String, String> query) {
    boolean category =
        switch (query.getOrDefault("category", "")) {
          case "a" -> List.of("A", "A/X", "A / Y").contains(item.category());
          case "A/Y" -> item.category().equals("A / Y");
          case "B,c" -> List.of("b", "B|C").contains(item.category());
          case "D/" -> item.category().equals("D");
          default -> true;
        };
    boolean price =
        !query.containsKey("maxPrice") || item.price() <= Double.parseDouble(query.get("maxPrice"));
    boolean tags = !query.containsKey("tags") || item.tags().contains(query.get("tags"));
    return category && price && tags;
  }

  private static Item item(String id, Random random) {
    double price = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(12);
    return new Item(
        id,
        "Title",
        pick(CATEGORIES, random),
        price,
        random.nextBoolean() ? List.of() : List.of(pick(TAGS, random)),
        List.of(),
        random.nextInt(3) > 0);
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
