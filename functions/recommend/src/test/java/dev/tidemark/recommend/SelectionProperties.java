package dev.tidemark.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.Item;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.recommendation.fake.FakeModel;
import dev.tidemark.recommendation.fake.FakeShopData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever is asked: nothing that must not be answered, and as many as the catalogue allows. */
class SelectionProperties {
  private static final int KNOWN = 60;

  /** Of each shop: 10,000 in all. */
  private static final int REQUESTS = 10;

  /** Times that are asked for, epoch milliseconds. */
  private static final long FIRST = 700_000_000_000L;

  private static final long SPAN = 1_080_000_000_000L;

  private static final ModelPackage MODEL = new FakeModel(KNOWN).modelPackage();
  private static final List<String> CATEGORIES = List.of("", "A", "A/X", "A / Y", "b", "B|C", "D");
  private static final List<String> ASKED = List.of("a", "A/Y", "B,c", "D/");
  private static final List<String> TAGS = List.of("red", "blue", "sale");

  @Property(tries = 1_000)
  void shouldAnswerAllThatMayBeAnswered(@ForAll long seed) {
    // Given
    Random random = new Random(seed);
    FakeShopData data = new FakeShopData();
    int size = random.nextInt(120);
    for (int i = 1; i <= size; i++) {
      data.sells(item(i <= KNOWN ? FakeModel.item(i) : "new-" + i, random));
    }
    List<String> ids = List.copyOf(data.items.keySet());
    for (int i = random.nextInt(30); i > 0 && size > 0; i--) {
      data.did(
          Client.KEY, pick(ids, random), random.nextBoolean() ? "view" : "purchase", 1000L * i);
    }
    FakeModel model = random.nextBoolean() ? FakeModel.describing(KNOWN) : new FakeModel(KNOWN);
    Client client =
        new Client(
            random.nextInt(5) > 0
                ? Serving.with(MODEL, model, data, Client.USERS, Client.CLOCK)
                : Serving.withoutModel(data, Client.USERS, Client.CLOCK));

    for (int i = 0; i < REQUESTS; i++) {
      // When
      Map<String, String> query = query(random);
      JsonNode answer = client.recommendations(query);

      // Then
      shouldHoldItsPromises(answer, query, data);
      if (query.containsKey("promote.percent")) {
        shouldPromote(answer, client.recommendations(unpromoted(query)), query, data);
      } else {
        assertThat(answer.findValues("promoted")).isEmpty();
      }
      assertThat(client.recommendations(query)).isEqualTo(answer);
    }
  }

  private static void shouldHoldItsPromises(
      JsonNode answer, Map<String, String> query, FakeShopData data) {
    Set<String> banned = banned(query.get("exclude"), data);
    Set<String> allowed = allowed(query, "", data);
    allowed.removeAll(banned);
    List<String> ids = Client.ids(answer);
    assertThat(ids).doesNotHaveDuplicates().noneMatch(banned::contains);
    // What the catalogue does not have is answered as training knew it.
    assertThat(ids).allMatch(id -> allowed.contains(id) || !data.items.containsKey(id));
    int count = Integer.parseInt(query.get("count"));
    assertThat(ids.size()).isLessThanOrEqualTo(count);
    if (query.containsKey("perCategory")) {
      assertThat(mostOfACategory(ids, data))
          .isLessThanOrEqualTo(Integer.parseInt(query.get("perCategory")));
    } else {
      assertThat(ids.size()).isGreaterThanOrEqualTo(Math.min(count, allowed.size()));
    }
    if (!query.containsKey("diversity")) {
      assertThat(answer.findValues("score"))
          .extracting(JsonNode::asDouble)
          .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
  }

  /**
   * @param plain the answer without the promotion
   */
  private static void shouldPromote(
      JsonNode answer, JsonNode plain, Map<String, String> query, FakeShopData data) {
    List<String> promoted = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (JsonNode item : answer.path("items")) {
      (item.path("promoted").asBoolean() ? promoted : others).add(item.path("itemId").asText());
    }
    int places =
        Integer.parseInt(query.get("count")) * Integer.parseInt(query.get("promote.percent")) / 100;
    Set<String> candidates = allowed(query, "", data);
    candidates.retainAll(allowed(query, "promote.", data));
    candidates.removeAll(banned(query.get("exclude"), data));
    List<String> before = Client.ids(plain);
    assertThat(promoted).hasSizeLessThanOrEqualTo(places).noneMatch(before::contains);
    assertThat(promoted).allMatch(candidates::contains);
    // The others are those that would be there anyway, in their order, and none of the promotion's
    // has gone.
    assertThat(before.stream().filter(others::contains).toList()).isEqualTo(others);
    assertThat(before).hasSize(others.size() + promoted.size());
    if (!promoted.isEmpty()) {
      assertThat(before).allMatch(id -> others.contains(id) || !candidates.contains(id));
    }
    if (!query.containsKey("perCategory") && !query.containsKey("explore")) {
      long replaceable = before.stream().filter(id -> !candidates.contains(id)).count();
      long left = candidates.stream().filter(id -> !before.contains(id)).count();
      assertThat(promoted.size()).isEqualTo(Math.min(places, Math.min(replaceable, left)));
    }
  }

  private static Map<String, String> query(Random random) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("count", Integer.toString(1 + random.nextInt(random.nextBoolean() ? 10 : 100)));
    query.put("exclude", pick(List.of("", "seen", "purchased", "item-1,item-2"), random));
    if (random.nextBoolean()) {
      query.put("category", pick(ASKED, random));
    }
    if (random.nextBoolean()) {
      query.put("maxPrice", Integer.toString(random.nextInt(10)));
    }
    putSometimes(query, "tags", pick(TAGS, random), random);
    putSometimes(query, "perCategory", Integer.toString(1 + random.nextInt(20)), random);
    putSometimes(query, "diversity", "0.5", random);
    putSometimes(query, "explore", "0.2", random);
    putSometimes(query, "context.time", Long.toString(FIRST + random.nextLong(SPAN)), random);
    putSometimes(query, "context.promotion", pick(List.of("sale", "false"), random), random);
    if (random.nextBoolean()) {
      query.put("promote.percent", Integer.toString(random.nextInt(101)));
      query.put("promote.maxPrice", Integer.toString(random.nextInt(20)));
      putSometimes(query, "promote.category", pick(ASKED, random), random);
      putSometimes(query, "promote.tags", pick(TAGS, random), random);
    }
    return query;
  }

  private static void putSometimes(
      Map<String, String> query, String name, String value, Random random) {
    if (random.nextInt(4) == 0) {
      query.put(name, value);
    }
  }

  private static Map<String, String> unpromoted(Map<String, String> query) {
    Map<String, String> plain = new HashMap<>(query);
    plain.keySet().removeIf(name -> name.startsWith("promote."));
    return plain;
  }

  private static Set<String> banned(String exclude, FakeShopData data) {
    Set<String> banned = new HashSet<>();
    data.interactions.stream()
        .filter(
            it ->
                exclude.equals("seen")
                    || (exclude.equals("purchased") && it.type().equals("purchase")))
        .forEach(it -> banned.add(it.itemId()));
    if (exclude.startsWith("item")) {
      banned.addAll(List.of("item-1", "item-2"));
    }
    return banned;
  }

  /** Ids of active items that pass one of the two filters. */
  private static Set<String> allowed(Map<String, String> query, String prefix, FakeShopData data) {
    return data.items.values().stream()
        .filter(item -> item.active() && isWanted(item, query, prefix))
        .map(Item::itemId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isWanted(Item item, Map<String, String> query, String prefix) {
    boolean category =
        switch (query.getOrDefault(prefix + "category", "")) {
          case "a" -> List.of("A", "A/X", "A / Y").contains(item.category());
          case "A/Y" -> item.category().equals("A / Y");
          case "B,c" -> List.of("b", "B|C").contains(item.category());
          case "D/" -> item.category().equals("D");
          default -> true;
        };
    String most = query.getOrDefault(prefix + "maxPrice", "");
    String tag = query.getOrDefault(prefix + "tags", "");
    return category
        && (most.isEmpty() || item.price() <= Double.parseDouble(most))
        && (tag.isEmpty() || item.tags().contains(tag));
  }

  private static long mostOfACategory(List<String> ids, FakeShopData data) {
    Map<String, Integer> counts = new HashMap<>();
    for (String id : ids) {
      String category = data.items.containsKey(id) ? data.items.get(id).category() : "";
      for (String path : category.isEmpty() ? new String[0] : category.split("\\|", -1)) {
        counts.merge(path.toLowerCase(Locale.ROOT), 1, Integer::sum);
      }
    }
    return counts.values().stream().mapToInt(it -> it).max().orElse(0);
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
