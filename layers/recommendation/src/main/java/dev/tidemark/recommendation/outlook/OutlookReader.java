package dev.tidemark.recommendation.outlook;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.Outlook;
import dev.tidemark.propensity.PropensityModel;
import dev.tidemark.propensity.Segment;
import dev.tidemark.propensity.Standing;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.outlook.ShopperOutlook.Because;
import dev.tidemark.recommendation.outlook.ShopperOutlook.Category;
import dev.tidemark.recommendation.select.ShopData;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.store.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a shopper's history and tells by it, by the model and by the network. */
public final class OutlookReader implements Outlooks {
  private static final int MOST_CATEGORIES = 5;

  /** The longest that reading a history takes, with its retries, and scoring after it. */
  private static final int NEEDED_MILLIS = 4500;

  private static final Logger LOG = LoggerFactory.getLogger(OutlookReader.class);

  private final ShopData data;
  private final InstantSource clock;
  private final String version;
  private final Optional<Network> network;
  private final Optional<PropensityModel> propensity;

  /** What answers what comes next. */
  private record Network(SequenceEncoder encoder, Vocabulary vocabulary, Scorer scorer) {
    Optional<Answer> answer(List<Interaction> interactions, long moment) {
      History known = encoder.history(interactions);
      return known.size() == 0
          ? Optional.empty()
          : Optional.of(scorer.score(encoder.encode(known, moment)));
    }
  }

  private OutlookReader(
      ShopData data,
      InstantSource clock,
      String version,
      Optional<Network> network,
      Optional<PropensityModel> propensity) {
    this.data = data;
    this.clock = clock;
    this.version = version;
    this.network = network;
    this.propensity = propensity;
  }

  /**
   * @param propensity what the package holds of it; empty = nothing
   */
  public static OutlookReader of(
      ModelPackage model,
      Scorer scorer,
      Optional<PropensityModel> propensity,
      ShopData data,
      InstantSource clock) {
    return new OutlookReader(
        data,
        clock,
        model.manifest().version(),
        Optional.of(new Network(model.encoder(), model.vocabulary(), scorer)),
        propensity);
  }

  public static OutlookReader withoutModel(ShopData data, InstantSource clock) {
    return new OutlookReader(
        data, clock, Recommendations.NO_MODEL, Optional.empty(), Optional.empty());
  }

  @Override
  public ShopperOutlook of(String userId, UserKey user, IntSupplier millisLeft) {
    List<Interaction> interactions = interactions(user, millisLeft);
    Activity activity = new Activity();
    interactions.forEach(activity::add);
    if (activity.size() == 0) {
      return unknown(userId);
    }
    long newest = activity.millis(activity.size() - 1);
    long now = clock.instant().toEpochMilli();
    long moment = propensity.map(it -> it.asOf(now, newest)).orElse(Math.max(now, newest + 1));
    Standing standing = Standing.at(moment, activity).orElseThrow();
    Optional<Answer> answer = network.flatMap(it -> it.answer(interactions, moment));
    if (propensity.isEmpty()) {
      return new ShopperOutlook(
          userId,
          version,
          ShopperOutlook.NONE,
          Instant.ofEpochMilli(moment).toString(),
          List.of(),
          Map.of(),
          names(Segment.of(standing)),
          List.of(),
          List.of());
    }
    float[] state = answer.map(Answer::wants).orElse(new float[0]);
    Outlook outlook = Outlook.of(standing, state, propensity.get());
    return new ShopperOutlook(
        userId,
        version,
        answer.isPresent() && propensity.get().readsState()
            ? ShopperOutlook.STATE
            : ShopperOutlook.COUNTED,
        Instant.ofEpochMilli(moment).toString(),
        outlook.within(),
        next(outlook),
        names(outlook.segments()),
        answer.map(it -> categories(it, outlook, standing)).orElse(List.of()),
        outlook.because().stream().map(Because::of).toList());
  }

  private List<Interaction> interactions(UserKey user, IntSupplier millisLeft) {
    if (millisLeft.getAsInt() < NEEDED_MILLIS) {
      LOG.warn("no time left to read the history: answering the base rate");
      return List.of();
    }
    try {
      List<Interaction> interactions = new ArrayList<>(data.newest(user, Activity.MOST_ROWS));
      Collections.reverse(interactions);
      return interactions;
    } catch (StoreUnavailableException e) {
      LOG.warn("history not read, answering the base rate: {}", e.describe());
      return List.of();
    }
  }

  private ShopperOutlook unknown(String userId) {
    return new ShopperOutlook(
        userId,
        version,
        propensity.isPresent() ? ShopperOutlook.BASE_RATE : ShopperOutlook.NONE,
        clock.instant().toString(),
        propensity.map(PropensityModel::baseRates).orElse(List.of()),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Map<String, Double> next(Outlook outlook) {
    Map<String, Double> next = new LinkedHashMap<>();
    next.put("orders", outlook.orders());
    if (!Double.isNaN(outlook.revenue())) {
      next.put("revenue", outlook.revenue());
    }
    return next;
  }

  private List<Category> categories(Answer answer, Outlook outlook, Standing standing) {
    Vocabulary vocabulary = network.orElseThrow().vocabulary();
    return LikelyNext.of(answer, vocabulary, 0, MOST_CATEGORIES).categories().stream()
        .map(it -> new Category(it.name(), outlook.orderHolds(it.share(), standing)))
        .toList();
  }

  private static List<String> names(List<Segment> segments) {
    return segments.stream().map(Segment::toString).toList();
  }
}
