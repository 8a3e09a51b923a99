package dev.tidemark.training.people;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.domain.UserKey;
import dev.tidemark.features.EncodedSequence;
import dev.tidemark.features.History;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.propensity.Activity;
import dev.tidemark.propensity.Outlook;
import dev.tidemark.propensity.Person;
import dev.tidemark.propensity.PropensityModel;
import dev.tidemark.propensity.Standing;
import dev.tidemark.recommendation.outlook.LikelyNext;
import dev.tidemark.recommendation.outlook.PropensityFile;
import dev.tidemark.scoring.Answer;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.store.files.Folder;
import dev.tidemark.training.batch.Output;
import dev.tidemark.training.batch.Plan;
import dev.tidemark.training.data.TrainingData;
import dev.tidemark.training.propensity.Shoppers;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what is to be expected of every shopper, for those who look for people: where
 * recommendations for all users lie, in the same order, so that whoever is erased goes from both.
 *
 * @param store the model store
 * @param erasures who was erased since the shop was read is left out of the parts to come
 */
public record PeopleRun(Folder store, Erasures erasures, PrintStream out) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PER_PART = 10_000;
  private static final int TOGETHER = 64;
  private static final int ITEMS = 20;
  private static final int CATEGORIES = 5;

  /** Tells who was erased since the shop was read. */
  @FunctionalInterface
  public interface Erasures {
    Set<UserKey> sinceExport() throws IOException;
  }

  /**
   * @param shoppers those of the data, in the same order
   */
  public void write(ModelPackage model, Shoppers shoppers, TrainingData data, Instant now)
      throws IOException {
    Optional<PropensityModel> propensity = PropensityFile.read(model);
    String version = model.manifest().version();
    if (propensity.isPresent()) {
      write(model, propensity.get(), version, shoppers, data, now);
    }
    forgetOthers(version);
  }

  private void write(
      ModelPackage model,
      PropensityModel propensity,
      String version,
      Shoppers shoppers,
      TrainingData data,
      Instant now)
      throws IOException {
    int users = shoppers.users().size();
    Output output = new Output(store, Person.FOLDER, version);
    Plan plan = new Plan(data.hash(), now.toString(), ITEMS, users, PER_PART);
    output.begin(plan);
    try (PackageScorer scorer = PackageScorer.load(model)) {
      Writer writer = new Writer(model, scorer, propensity, shoppers, data, now);
      for (int part = 0; part < plan.parts(); part++) {
        Set<UserKey> erased = erasures.sinceExport();
        int first = part * plan.perPart();
        int end = first + plan.usersOf(part);
        output.putPart(
            part,
            out -> {
              GZIPOutputStream gzip = new GZIPOutputStream(out);
              for (int from = first; from < end; from += TOGETHER) {
                writer.write(from, Math.min(end, from + TOGETHER), erased, gzip);
              }
              gzip.finish();
            });
      }
    }
    output.complete(plan);
    out.printf(Locale.ROOT, "people: what is to be expected of %,d shoppers%n", users);
  }

  /** What an older model expected of people is of no use any more. */
  private void forgetOthers(String version) throws IOException {
    for (String file : store.list(Person.FOLDER).keySet()) {
      if (!file.startsWith(Person.FOLDER + version + "/")) {
        store.delete(file);
      }
    }
  }

  /** Writes lines of some shoppers at a time. */
  private record Writer(
      ModelPackage model,
      PackageScorer scorer,
      PropensityModel propensity,
      Shoppers shoppers,
      TrainingData data,
      Instant now) {

    void write(int from, int to, Set<UserKey> erased, OutputStream out) throws IOException {
      Map<Integer, Answer> answers = answers(from, to);
      for (int i = from; i < to; i++) {
        Activity activity = shoppers.activities().get(i);
        UserKey user = shoppers.users().get(i);
        if (activity.size() > 0 && !erased.contains(user)) {
          Person person = person(user, activity, Optional.ofNullable(answers.get(i)));
          out.write(JSON.writeValueAsBytes(person));
          out.write("\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
    }

    private long moment(Activity activity) {
      return propensity.asOf(now.toEpochMilli(), activity.millis(activity.size() - 1));
    }

    private Map<Integer, Answer> answers(int from, int to) {
      List<Integer> asked = new ArrayList<>();
      List<EncodedSequence> sequences = new ArrayList<>();
      for (int i = from; i < to; i++) {
        History history = data.histories().get(i);
        Activity activity = shoppers.activities().get(i);
        if (history.size() > 0 && activity.size() > 0) {
          asked.add(i);
          sequences.add(model.encoder().encode(history, moment(activity)));
        }
      }
      List<Answer> answers = asked.isEmpty() ? List.of() : scorer.score(sequences);
      Map<Integer, Answer> byShopper = new TreeMap<>();
      for (int i = 0; i < answers.size(); i++) {
        byShopper.put(asked.get(i), answers.get(i));
      }
      return byShopper;
    }

    private Person person(UserKey user, Activity activity, Optional<Answer> answer) {
      Standing standing = Standing.at(moment(activity), activity).orElseThrow();
      float[] state = answer.map(Answer::wants).orElse(new float[0]);
      LikelyNext next =
          answer
              .map(it -> LikelyNext.of(it, model.vocabulary(), ITEMS, CATEGORIES))
              .orElse(LikelyNext.NOTHING);
      return Person.of(
          user.value(),
          Outlook.of(standing, state, propensity),
          next.items(),
          next.categories(),
          standing.meanLines());
    }
  }
}
