package dev.tidemark.local.aws.lambda;

import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Lambda would remember of a function while this process is gone; the rest of an environment
 * is of the run, such as ports.
 *
 * @param last number of the newest version, whether it is still there or not
 * @param draftModel model of the draft
 * @param alias version that the alias names
 * @param weights share by further version
 */
record FunctionRecord(
    int last,
    String draftModel,
    List<VersionRecord> versions,
    String alias,
    Map<String, Double> weights) {
  /** How promotion's own client describes a version, less the model. */
  private static final String OURS = "promoted model ";

  /** One published version. */
  record VersionRecord(String number, String model, String description) {}

  /**
   * @throws IllegalArgumentException where a version gets requests that is not there
   */
  FunctionRecord {
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

  /** What promotion knows of it: the champion serves, and the former ones are kept. */
  static FunctionRecord of(PromotionState standing) {
    Map<Integer, ServedModel> served = new TreeMap<>();
    standing.previous().forEach(model -> served.put(number(model), model));
    served.put(number(standing.champion()), standing.champion());
    int last = Math.max(Collections.max(served.keySet()), number(standing.challenger()));
    return new FunctionRecord(
        last,
        standing.champion().modelVersion(),
        served.entrySet().stream()
            .map(
                it -> new VersionRecord(it.getKey().toString(), it.getValue().modelVersion(), OURS))
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
