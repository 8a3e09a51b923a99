package dev.tidemark.recommend;

import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.model.Experiment;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.WarmupRequest;
import dev.tidemark.recommend.ModelLoader.LoadedModel;
import dev.tidemark.recommend.ServedModels.Popular;
import dev.tidemark.recommendation.LstmRecommender;
import dev.tidemark.recommendation.NewestRecommender;
import dev.tidemark.recommendation.PopularRecommender;
import dev.tidemark.recommendation.Recommender;
import dev.tidemark.recommendation.outlook.OutlookReader;
import dev.tidemark.recommendation.outlook.Outlooks;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.scoring.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the handler serves with.
 *
 * @param clock tells when a request is made
 * @param recommenders make one that reads these data; all of them share the model
 * @param outlooks the same, for what is to be expected of a shopper
 * @param warmup requests to replay before the snapshot; none without a model
 * @param modelAge time since the model was trained; empty without a model
 * @param arms of an experiment, each by itself; else none
 */
record Serving(
    ShopData data,
    Pseudonymiser users,
    InstantSource clock,
    Function<ShopData, Recommender> recommenders,
    Function<ShopData, Outlooks> outlooks,
    List<WarmupRequest> warmup,
    Supplier<Optional<Duration>> modelAge,
    List<Serving> arms) {

  /** The same on other data. */
  Serving on(ShopData other) {
    return new Serving(other, users, clock, recommenders, outlooks, warmup, modelAge, arms);
  }

  /** What has one model each. */
  List<Serving> single() {
    return arms.isEmpty() ? List.of(this) : arms;
  }

  /** The same with a second model for some of the users. */
  Serving beside(Serving challenger, Experiment experiment) {
    return new Serving(
        data,
        users,
        clock,
        shop ->
            new SplitRecommender(
                recommenders.apply(shop), challenger.recommenders.apply(shop), experiment),
        shop -> {
          Outlooks own = outlooks.apply(shop);
          Outlooks other = challenger.outlooks.apply(shop);
          return (userId, user, millisLeft) ->
              (experiment.draws(user) ? other : own).of(userId, user, millisLeft);
        },
        warmup,
        modelAge,
        List.of(this, challenger));
  }

  static Serving with(
      ModelPackage model, Scorer scorer, ShopData data, Pseudonymiser users, InstantSource clock) {
    return with(new LoadedModel(model, scorer), data, users, clock);
  }

  static Serving with(LoadedModel loaded, ShopData data, Pseudonymiser users, InstantSource clock) {
    ModelPackage model = loaded.model();
    Scorer scorer = loaded.scorer();
    if (model.warmup().isEmpty()) {
      throw new IllegalStateException(
          "model "
              + model.manifest().version()
              + " has no warm-up requests, so nothing shows that it works; train it again");
    }
    Instant trained = Instant.parse(model.manifest().createdAt());
    return new Serving(
        data,
        users,
        clock,
        shop -> new LstmRecommender(model, scorer, shop, clock),
        shop -> OutlookReader.of(model, scorer, loaded.propensity(), shop, clock),
        model.warmup(),
        () -> Optional.of(Duration.between(trained, clock.instant())),
        List.of());
  }

  /** With what was popular alone, where there is a model whose network cannot be asked. */
  static Serving popular(Popular popular, ShopData data, Pseudonymiser users, InstantSource clock) {
    return new Serving(
        data,
        users,
        clock,
        shop -> new PopularRecommender(popular.version(), popular.items(), shop),
        shop -> OutlookReader.withoutModel(shop, clock),
        List.of(),
        Optional::empty,
        List.of());
  }

  static Serving withoutModel(ShopData data, Pseudonymiser users, InstantSource clock) {
    return new Serving(
        data,
        users,
        clock,
        NewestRecommender::new,
        shop -> OutlookReader.withoutModel(shop, clock),
        List.of(),
        Optional::empty,
        List.of());
  }
}
