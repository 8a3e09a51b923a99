package dev.tidemark.promote.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.Layer;

/** Tells whether two versions differ in more than their model. */
final class FunctionBuild {
  private static final String MODEL_VERSION = "MODEL_VERSION";

  private FunctionBuild() {}

  static String of(
      String codeSha256,
      List<Layer> layers,
      Map<String, String> variables,
      String handler,
      Integer memory,
      Integer timeout) {
    Map<String, String> others = new TreeMap<>(variables);
    others.remove(MODEL_VERSION);
    return String.join(
        " ",
        codeSha256,
        layers.stream().map(Layer::arn).toList().toString(),
        others.toString(),
        handler,
        String.valueOf(memory),
        String.valueOf(timeout));
  }
}
