package dev.tidemark.local.aws.lambda;

import dev.tidemark.model.Experiment;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Lambda would remember of a function while this process is gone; the rest of an environment
 * is of the run, such as ports.
 *
 * @param last number of the newest version, whether it is still there or not
 * @param draftModel model of the draft
 * @param draftExperiment beside it
 * @param alias version that the alias names
 * @param weights share by further version
 */
record FunctionRecord(
    int last,
    String draftModel,
    Experiment draftExperiment,
    List<VersionRecord> versions,
    String alias,
    Map<String, Double> weights) {
  /** How promotion's own client describes a version, less the model. */
  private static final String OURS = "promoted model ";

  /** One published version. */
  record VersionRecord(String number, String model, Experiment experiment, String description) {

    /** What a file leaves out is none. */
    VersionRecord {
      experiment = Objects.requireNonNullElse(experiment, Experiment.NONE);
    }

    VersionRecord(ServedModel served, String description) {
      this(served.functionVersion(), served.modelVersion(), served.experiment(), description);
    }

    ServedModel served() {
      return new ServedModel(model, number, experiment);
    }
  }

  /**
   * @throws IllegalArgumentException where a version gets requests that is not there
   */
  FunctionRecord {
    draftExperiment = Objects.requireNonNullElse(draftExperiment, Experiment.NONE);
    versions = List.copyOf(versions);
    weights = Map.copyOf(weights);
    Set<String> named = new TreeSet<>(weights.keySet());
    named.add(alias);
    named.remove(""); // the alias's before the first deployment
    named.removeAll(versions.stream().map(VersionRecord::number).toList());
    if (!named.isEmpty()) {
      throw new IllegalArgumentException("versions " + named + " are not there");
    }
  }

  FunctionRecord(
      int last,
      ServedModel draft,
      List<VersionRecord> versions,
      String alias,
      Map<String, Double> weights) {
    this(last, draft.modelVersion(), draft.experiment(), versions, alias, weights);
  }

  ServedModel draft() {
    return new ServedModel(draftModel, "", draftExperiment);
  }

  /** What promotion knows of it: the champion serves, and the former ones are kept. */
  static FunctionRecord of(PromotionState standing) {
    Map<Integer, ServedModel> served = new TreeMap<>();
    standing.previous().forEach(model -> served.put(number(model), model));
    served.put(number(standing.champion()), standing.champion());
    int last = Math.max(Collections.max(served.keySet()), number(standing.challenger()));
    return new FunctionRecord(
        last,
        standing.champion(),
        served.entrySet().stream()
            .map(it -> new VersionRecord(it.getValue().in(it.getKey().toString()), OURS))
            .toList(),
        Integer.toString(number(standing.champion())),
        Map.of());
  }

  private static int number(ServedModel model) {
    return model.functionVersion().matches("[1-9]\\d{0,8}")
        ? Integer.parseInt(model.functionVersion())
        : 1;
  }
}
