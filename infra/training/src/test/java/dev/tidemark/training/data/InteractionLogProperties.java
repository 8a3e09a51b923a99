package dev.tidemark.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The columns against lists of interactions, sorted by the order that is served. */
class InteractionLogProperties {

  @Property(tries = 500)
  void shouldKeepAndSortRowsAsListsWould(@ForAll("interactions") List<Interaction> interactions) {
    InteractionLog log = new InteractionLog();
    interactions.forEach(log::add);
    Map<String, List<Interaction>> naive = byUser(interactions);

    assertThat(rows(log)).isEqualTo(rows(naive));

    log.sortAsServed();
    naive.values().forEach(rows -> rows.sort(Interaction.SERVED_ORDER));

    assertThat(rows(log)).isEqualTo(rows(naive));
  }

  /** Ids of 43 or 44 bytes, so that some begin on one page of 65,536 and end on the next. */
  @Example
  void shouldCompareIdsThatLieOnTwoPages() {
    List<Interaction> interactions = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      interactions.add(
          interaction("a", 0, 0, "\u00e9".repeat(20) + (i * 7919 % 3000), "view", i, 0));
    }
    InteractionLog log = new InteractionLog();
    interactions.forEach(log::add);
    log.sortAsServed();
    Map<String, List<Interaction>> naive = byUser(interactions);
    naive.values().forEach(rows -> rows.sort(Interaction.SERVED_ORDER));

    assertThat(rows(log)).isEqualTo(rows(naive));
  }

  /** Few shoppers and times, and ids that differ beyond ASCII or beyond the basic plane only. */
  @Provide
  Arbitrary<List<Interaction>> interactions() {
    Arbitrary<String> users = Arbitraries.of("a", "b", "\u00e9", "\uff5e", "\ud83d\ude00");
    Arbitrary<String> ids =
        Arbitraries.of(
                "e",
                "\u00e9",
                "\u00ea",
                "\u0448",
                "\ue000",
                "\uffee",
                "\ud83d\ude00",
                "\ud83d\ude01")
            .list()
            .ofMaxSize(3)
            .map(parts -> String.join("", parts));
    Arbitrary<String> types = Arbitraries.of("view", "purchase", "rating");
    Arbitrary<Integer> items = Arbitraries.integers().between(0, 1_000_000);
    Arbitrary<Float> values = Arbitraries.of(Float.NaN, 0f, 0.5f, 5f);
    return Combinators.combine(
            users,
            Arbitraries.longs().between(-1, 2),
            Arbitraries.of(0L, 9L, 10L, Long.MAX_VALUE),
            ids,
            types,
            items,
            values)
        .as(InteractionLogProperties::interaction)
        .list()
        .ofMaxSize(60);
  }

  private static Interaction interaction(
      String user, long millis, long sequence, String id, String type, int item, float value) {
    return new Interaction(
        new UserKey(user),
        id,
        "i" + item,
        type,
        Instant.ofEpochMilli(millis),
        sequence,
        value,
        Double.NaN,
        0,
        Map.of());
  }

  private static Map<String, List<Interaction>> byUser(List<Interaction> interactions) {
    Map<String, List<Interaction>> byUser = new TreeMap<>();
    for (Interaction interaction : interactions) {
      byUser
          .computeIfAbsent(interaction.user().value(), user -> new ArrayList<>())
          .add(interaction);
    }
    return byUser;
  }

  private static List<List<String>> rows(Map<String, List<Interaction>> byUser) {
    return byUser.values().stream()
        .map(rows -> rows.stream().map(InteractionLogProperties::text).toList())
        .toList();
  }

  private static String text(Interaction row) {
    return text(row.itemId(), row.type(), row.timestamp().toEpochMilli(), (float) row.value());
  }

  private static List<List<String>> rows(InteractionLog log) {
    List<List<String>> all = new ArrayList<>();
    for (int shopper = 0; shopper < log.shoppers(); shopper++) {
      InteractionLog.Rows rows = log.rows(shopper);
      List<String> own = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        own.add(
            text(
                log.items().name(rows.item(i)),
                log.types().name(rows.type(i)),
                rows.millis(i),
                rows.value(i)));
      }
      all.add(own);
    }
    return all;
  }

  private static String text(String item, String type, long millis, float value) {
    return String.join(" ", item, type, Long.toString(millis), Float.toString(value));
  }
}
