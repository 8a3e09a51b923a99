package dev.tidemark.recommend;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.UserKey;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.recommendation.select.ShopData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a shop with an empty catalogue, where everybody did what one request says. */
final class WarmupShopData implements ShopData {
  private final UserKey user;
  private final List<Interaction> newestFirst = new ArrayList<>();

  WarmupShopData(UserKey user) {
    this.user = user;
  }

  /** From now on everybody did what this request says. */
  void play(WarmupRequest request) {
    newestFirst.clear();
    List<WarmupRequest.Step> steps = request.interactions();
    for (int i = steps.size() - 1; i >= 0; i--) {
      newestFirst.add(interaction(steps.get(i), i));
    }
  }

  private Interaction interaction(WarmupRequest.Step step, int position) {
    return new Interaction(
        user,
        String.format(Locale.ROOT, "%06d", position),
        step.itemId(),
        step.type(),
        Instant.ofEpochMilli(step.timestamp()),
        Double.NaN,
        Double.NaN,
        0,
        Map.of());
  }

  @Override
  public List<Interaction> newest(UserKey anybody, int limit) {
    return newestFirst.subList(0, Math.min(limit, newestFirst.size()));
  }

  @Override
  public List<Interaction> before(Interaction interaction, int limit) {
    int from = newestFirst.indexOf(interaction) + 1;
    return newestFirst.subList(from, Math.min(from + limit, newestFirst.size()));
  }

  @Override
  public Map<String, Item> find(Collection<String> itemIds) {
    return Map.of();
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
