package dev.tidemark.recommend;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.Scorer;
import dev.tidemark.model.WarmupRequest;
import java.time.InstantSource;
import java.util.List;

/**
 * What the handler serves with.
 *
 * @param warmup requests to replay before the snapshot; none without a model
 */
record Serving(
    SwitchableShopData data,
    Pseudonymiser users,
    Recommender recommender,
    List<WarmupRequest> warmup) {

  static Serving with(
      ModelPackage model, Scorer scorer, ShopData real, Pseudonymiser users, InstantSource clock) {
    if (model.warmup().isEmpty()) {
      throw new IllegalStateException(
          "model "
              + model.manifest().version()
              + " has no warm-up requests, so nothing shows that it works; train it again");
    }
    SwitchableShopData data = new SwitchableShopData(real);
    return new Serving(
        data, users, new LstmRecommender(model, scorer, data, clock), model.warmup());
  }

  static Serving withoutModel(ShopData real, Pseudonymiser users) {
    SwitchableShopData data = new SwitchableShopData(real);
    return new Serving(data, users, new NewestRecommender(data), List.of());
  }
}
