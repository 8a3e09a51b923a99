package dev.tidemark.recommendation.rank;

import dev.tidemark.domain.Item;
import dev.tidemark.features.ItemDescription;
import dev.tidemark.recommendation.select.CatalogueReader;
import dev.tidemark.recommendation.select.LiveCatalogue;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.scoring.FeatureTables;
import dev.tidemark.scoring.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The newest active items that came into the catalogue after training and of which the model can
 * tell something by what describes them. They are looked for every half a minute, within a request
 * that has the time. For one thread.
 */
public final class Arrivals {
  /** Newest active items that are looked at. */
  private static final int MOST = 500;

  private static final Duration LASTING = Duration.ofSeconds(30);

  /** What looking for them takes at most, and all that is to be done after it. */
  private static final int MILLIS = 6500;

  private final KnownItems items;
  private final Scorer scorer;
  private final ShopData data;
  private final InstantSource clock;
  private final Map<Item, Optional<float[]>> vectors = new LinkedHashMap<>();
  private Ranked ranked;
  private Instant old = Instant.MIN;

  /** Items that are ranked, and what scores them. */
  public record Ranked(KnownItems items, Scorer scorer) {}

  /**
   * @param items those of the model
   */
  public Arrivals(KnownItems items, Scorer scorer, ShopData data, InstantSource clock) {
    this.items = items;
    this.scorer = scorer;
    this.data = data;
    this.clock = clock;
    ranked = new Ranked(items, scorer);
  }

  /** The model's items and those that came later; where these cannot be read, as before. */
  public Ranked ranked(IntSupplier millisLeft) {
    Instant now = clock.instant();
    if (scorer.features().isPresent() && !now.isBefore(old) && millisLeft.getAsInt() >= MILLIS) {
      old = now.plus(LASTING);
      look(scorer.features().get(), new CatalogueReader(data, millisLeft));
    }
    return ranked;
  }

  private void look(FeatureTables features, CatalogueReader catalogue) {
    List<Item> listed =
        catalogue.newestActive(MOST).stream()
            .filter(item -> !items.isTrained(item.itemId()))
            .toList();
    List<Item> changed = listed.stream().filter(item -> !vectors.containsKey(item)).toList();
    Map<String, List<Float>> contents =
        features.readsContent() ? contents(changed, catalogue) : Map.of();
    if (!catalogue.answers() || (changed.isEmpty() && listed.size() == vectors.size())) {
      return;
    }
    for (Item item : changed) {
      List<Float> content = contents.getOrDefault(item.itemId(), List.of());
      vectors.put(item, features.vector(ItemDescription.of(item, content)));
    }
    vectors.keySet().retainAll(Set.copyOf(listed));
    List<Item> known = listed.stream().filter(item -> vectors.get(item).isPresent()).toList();
    ranked =
        known.isEmpty()
            ? new Ranked(items, scorer)
            : new Ranked(
                items.with(known),
                scorer.with(known.stream().map(item -> vectors.get(item).get()).toList()));
  }

  private static Map<String, List<Float>> contents(List<Item> some, CatalogueReader catalogue) {
    List<String> ids = some.stream().map(Item::itemId).toList();
    Map<String, List<Float>> contents = new HashMap<>();
    for (int from = 0; from < ids.size(); from += LiveCatalogue.MAX_CANDIDATES) {
      int to = Math.min(ids.size(), from + LiveCatalogue.MAX_CANDIDATES);
      contents.putAll(catalogue.vectors(ids.subList(from, to)));
    }
    return contents;
  }
}
