package dev.tidemark.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The environment variables that tell the function which recommends its models. */
public final class ModelVariables {
  public static final String MODEL = "MODEL_VERSION";
  public static final String EXPERIMENT = "EXPERIMENT_VERSION";
  public static final String SHARE = "EXPERIMENT_SHARE";

  public static final Set<String> NAMES = Set.of(MODEL, EXPERIMENT, SHARE);

  private ModelVariables() {}

  /**
   * The models that variables name, in no version of the function yet.
   *
   * @throws IllegalArgumentException where there is no share to an experiment
   */
  public static ServedModel read(Map<String, String> variables) {
    String second = variables.getOrDefault(EXPERIMENT, "");
    return new ServedModel(
        variables.getOrDefault(MODEL, ""),
        "",
        second.isEmpty()
            ? Experiment.NONE
            : new Experiment(second, Integer.parseInt(variables.getOrDefault(SHARE, ""))));
  }

  /** The variables with these models instead of others. */
  public static Map<String, String> replaced(Map<String, String> variables, ServedModel served) {
    Map<String, String> all = new HashMap<>(variables);
    all.keySet().removeAll(NAMES);
    all.putAll(of(served));
    return Map.copyOf(all);
  }

  /** Those that are set; without an experiment the model's alone. */
  private static Map<String, String> of(ServedModel served) {
    Map<String, String> variables = new HashMap<>();
    variables.put(MODEL, served.modelVersion());
    if (served.experiment().isOn()) {
      variables.put(EXPERIMENT, served.experiment().modelVersion());
      variables.put(SHARE, Integer.toString(served.experiment().share()));
    }
    return variables;
  }
}
