package dev.tidemark.training.batch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.Moment;
import dev.tidemark.recommendation.Recommender;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.request.Assortment;
import dev.tidemark.recommendation.request.Exclusions;
import dev.tidemark.recommendation.request.ItemFilter;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.recommendation.request.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Writes what a recommender answers to each shopper of an export, part by part. */
final class BatchRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExportedShop shop;
  private final Recommender recommender;
  private final Output output;
  private final BatchProgress progress;
  private final Erasures erasures;
  private final Map<String, Integer> strategies = new TreeMap<>();

  /** Tells who was erased since the shop was read. */
  @FunctionalInterface
  interface Erasures {
    Set<UserKey> sinceExport() throws IOException;
  }

  /**
   * @param recommender reads the shop
   * @param erasures who was erased meanwhile is left out of the parts to come
   */
  BatchRun(
      ExportedShop shop,
      Recommender recommender,
      Output output,
      BatchProgress progress,
      Erasures erasures) {
    this.shop = shop;
    this.recommender = recommender;
    this.output = output;
    this.progress = progress;
    this.erasures = erasures;
  }

  /**
   * A line of a part.
   *
   * @param userKey pseudonym of the user, since the tables know no other name
   */
  private record Line(String userKey, @JsonUnwrapped Recommendations answer) {}

  /**
   * Goes on with what is there, if it was begun by the same plan.
   *
   * @param wanted whose time is now
   */
  BatchFigures run(Plan wanted) throws IOException {
    Optional<Plan> earlier = output.begun().filter(wanted::isThatOf);
    if (earlier.isEmpty()) {
      output.begin(wanted);
    }
    Plan plan = earlier.orElse(wanted);
    for (int part = 0; part < plan.parts(); part++) {
      if (output.hasPart(part)) {
        progress.skip(plan.usersOf(part));
      } else {
        write(part, plan);
      }
    }
    BatchFigures figures =
        new BatchFigures(
            output.version(),
            plan.time(),
            plan.users(),
            progress.skipped(),
            plan.parts(),
            strategies,
            progress.seconds(),
            progress.perSecond());
    output.complete(plan);
    return figures;
  }

  private void write(int part, Plan plan) throws IOException {
    Set<UserKey> erased = erasures.sinceExport();
    output.putPart(
        part,
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out);
          int first = part * plan.perPart();
          for (int shopper = first; shopper < first + plan.usersOf(part); shopper++) {
            write(shopper, plan, erased, gzip);
            progress.step();
          }
          gzip.finish();
        });
  }

  private void write(int shopper, Plan plan, Set<UserKey> erased, OutputStream out)
      throws IOException {
    UserKey key = shop.enter(shopper);
    if (erased.contains(key)) {
      return;
    }
    Recommendations answer = recommender.recommend(request(key, plan), () -> Integer.MAX_VALUE);
    strategies.merge(answer.strategy(), 1, Integer::sum);
    out.write(JSON.writeValueAsBytes(new Line(key.value(), answer)));
    out.write("\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static RecommendationRequest request(UserKey key, Plan plan) {
    return new RecommendationRequest(
        Subject.user("", List.of(key)),
        plan.count(),
        ItemFilter.ANY,
        Exclusions.NOTHING,
        Assortment.NONE,
        Moment.of(Instant.parse(plan.time()).toEpochMilli()),
        false,
        false);
  }
}
