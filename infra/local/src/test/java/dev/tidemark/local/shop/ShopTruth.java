package dev.tidemark.local.shop;

import dev.tidemark.domain.Behaviour;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The best anybody can do in the simulated shop: ranks what comes next by the probabilities that
 * the shop itself draws from, knowing tastes, the visit's mission and how many articles are
 * compared.
 */
record ShopTruth(SimulatedShop shop) {
  private static final int SHOWN = 10;

  /** NDCG@10 on the last event of each shopper, as training holds it out. */
  double ndcg() {
    Map<String, List<ShopSession>> visits =
        shop.sessions().stream().collect(Collectors.groupingBy(it -> it.shopper().id()));
    return visits.values().stream().mapToDouble(this::gain).average().orElseThrow();
  }

  private double gain(List<ShopSession> visits) {
    ShopSession last = visits.get(visits.size() - 1);
    int place = last.events().size() - 1;
    ShopItem next = last.events().get(place).item();
    Map<ShopItem, Double> chances = place == 0 ? ofVisit(last) : within(last, place);
    double own = chances.getOrDefault(next, 0.0);
    int better = (int) chances.values().stream().filter(chance -> chance > own).count();
    return better < SHOWN && own > 0 ? Math.log(2) / Math.log(2.0 + better) : 0;
  }

  /** The first item of a visit on that day. */
  private Map<ShopItem, Double> ofVisit(ShopSession visit) {
    Shopper shopper = visit.shopper();
    LocalDate day = LocalDate.ofInstant(visit.events().get(0).time(), ZoneOffset.UTC);
    Map<String, Double> favourites = new HashMap<>();
    for (String name : shopper.favourites()) {
      int height = shopper.favourites().size() - shopper.favourites().indexOf(name);
      favourites.put(name, ShopCalendar.demand(category(name), day) * height);
    }
    Map<String, Double> any = new HashMap<>();
    shop.categories().forEach(it -> any.put(it.name(), ShopCalendar.demand(it, day)));
    Map<String, Double> browsed = new HashMap<>();
    shopper.favourites().forEach(name -> browsed.put(name, 1.0));
    Map<ShopItem, Double> chances = new HashMap<>();
    List<Map<String, Double>> purposes = List.of(favourites, any, browsed);
    for (int i = 0; i < purposes.size(); i++) {
      double purpose = SimulatedShop.PURPOSES[i];
      double sum = purposes.get(i).values().stream().mapToDouble(it -> it).sum();
      purposes
          .get(i)
          .forEach(
              (name, weight) ->
                  look(chances, shopper, name, Optional.empty(), Set.of(), purpose * weight / sum));
    }
    return chances;
  }

  private Map<ShopItem, Double> within(ShopSession visit, int place) {
    Shopper shopper = visit.shopper();
    List<ShopEvent> before = visit.events().subList(0, place);
    ShopEvent now = before.get(place - 1);
    String name = now.item().category();
    Set<ShopItem> seen = before.stream().map(ShopEvent::item).collect(Collectors.toSet());
    boolean isLastLook = lookedAt(visit.events(), name) == lookedAt(before, name);
    double same = same(visit, now, isLastLook);
    Map<ShopItem, Double> chances = new HashMap<>();
    if (visit.mission().isEmpty()) {
      shopper
          .favourites()
          .forEach(
              it ->
                  look(
                      chances,
                      shopper,
                      it,
                      Optional.empty(),
                      seen,
                      (1 - same) / shopper.favourites().size()));
    } else if (isLastLook) {
      String accessory = category(visit.mission()).accessory();
      look(chances, shopper, accessory, Optional.empty(), seen, 1 - same);
    } else {
      look(chances, shopper, name, Optional.of(now.item()), seen, 1 - same);
    }
    chances.merge(now.item(), same, Double::sum);
    return chances;
  }

  private static long lookedAt(List<ShopEvent> events, String category) {
    return events.stream()
        .map(ShopEvent::item)
        .filter(item -> item.category().equals(category))
        .distinct()
        .count();
  }

  /** How probable it is that the next event is about the same item. */
  private static double same(ShopSession visit, ShopEvent now, boolean isLastLook) {
    double nothing =
        switch (now.type()) {
          case Behaviour.VIEW -> (1 - SessionSimulator.CLICKS) * (1 - SessionSimulator.FAVOURS);
          case Behaviour.CLICK -> 1 - SessionSimulator.FAVOURS;
          case Behaviour.PURCHASE -> 1 - SessionSimulator.RATES;
          default -> 1;
        };
    boolean decided = now.type().equals(Behaviour.PURCHASE) || now.type().equals(Behaviour.RATING);
    if (visit.mission().isEmpty() || !isLastLook || decided) {
      return 1 - nothing;
    }
    boolean onMission = now.item().category().equals(visit.mission());
    boolean sure = !onMission || !now.promotion().isEmpty();
    double buys = sure ? SessionSimulator.BUYS_IN_PROMOTION : SessionSimulator.BUYS;
    boolean mayCart = onMission && !now.type().equals(Behaviour.ADD_TO_CART);
    return 1 - nothing * (1 - buys) * (mayCart ? 1 - SessionSimulator.CARTS : 1);
  }

  private void look(
      Map<ShopItem, Double> chances,
      Shopper shopper,
      String category,
      Optional<ShopItem> before,
      Set<ShopItem> seen,
      double chance) {
    List<ShopItem> fresh =
        shop.items().stream()
            .filter(item -> item.category().equals(category) && !seen.contains(item))
            .toList();
    double sum =
        fresh.stream().mapToDouble(item -> SessionSimulator.fit(shopper, item, before)).sum();
    for (ShopItem item : fresh) {
      double fit = SessionSimulator.fit(shopper, item, before);
      chances.merge(item, chance * fit / sum, Double::sum);
    }
  }

  private ShopCategory category(String name) {
    return shop.categories().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
