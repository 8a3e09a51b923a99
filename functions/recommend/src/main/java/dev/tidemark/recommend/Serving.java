package dev.tidemark.recommend;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.OtherFormatException;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.scoring.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the handler serves with.
 *
 * @param warmup requests to replay before the snapshot; none without a model
 * @param age of the model now
 */
record Serving(
    SwitchableShopData data,
    Pseudonymiser users,
    Recommender recommender,
    List<WarmupRequest> warmup,
    Supplier<Optional<Duration>> age) {

  /** Time since the model was trained; empty without a model. */
  Optional<Duration> modelAge() {
    return age.get();
  }

  static Serving with(
      ModelPackage model, Scorer scorer, ShopData real, Pseudonymiser users, InstantSource clock) {
    if (model.warmup().isEmpty()) {
      throw new IllegalStateException(
          "model "
              + model.manifest().version()
              + " has no warm-up requests, so nothing shows that it works; train it again");
    }
    Instant trained = Instant.parse(model.manifest().createdAt());
    SwitchableShopData data = new SwitchableShopData(real);
    return new Serving(
        data,
        users,
        new LstmRecommender(model, scorer, data, clock),
        model.warmup(),
        () -> Optional.of(Duration.between(trained, clock.instant())));
  }

  /** With a model of another format, as far as it can be answered from. */
  static Serving with(OtherFormatException model, ShopData real, Pseudonymiser users) {
    if (model.popular().isEmpty()) {
      return withoutModel(real, users);
    }
    SwitchableShopData data = new SwitchableShopData(real);
    return new Serving(
        data,
        users,
        new PopularRecommender(model.version(), model.popular().get(), data),
        List.of(),
        Optional::empty);
  }

  static Serving withoutModel(ShopData real, Pseudonymiser users) {
    SwitchableShopData data = new SwitchableShopData(real);
    return new Serving(data, users, new NewestRecommender(data), List.of(), Optional::empty);
  }
}
