package dev.tidemark.model;

import dev.tidemark.features.FeatureSpec;
import java.util.Map;

/**
 * What a model package is and where it comes from; {@code manifest.json}, written last.
 *
 * @param format of the package; the first one had no number
 * @param version begins with the UTC time of training, such as {@code 20261124T131500Z-1a2b3c4d}
 * @param createdAt ISO 8601, UTC
 * @param preset name of the network
 * @param seed of initial weights, order and dropout
 * @param parameters hyperparameters by name
 * @param dataHash SHA-256 of the training data in its order
 * @param gitCommit of the code, or {@code unknown}
 * @param features how sequences are encoded
 * @param metrics test figures by name, such as {@code lstm.ndcg@10} and {@code popular.ndcg@10}
 * @param comparison with what else could serve, for the decision whether this model shall
 * @param files SHA-256 by path within the package, of every file but the manifest
 */
public record Manifest(
    int format,
    String version,
    String createdAt,
    String preset,
    long seed,
    Map<String, String> parameters,
    String dataHash,
    String gitCommit,
    FeatureSpec features,
    Map<String, Double> metrics,
    Comparison comparison,
    Map<String, String> files) {

  /** Of the packages that this code writes and reads. */
  public static final int FORMAT = 3;

  public Manifest {
    parameters = Map.copyOf(parameters);
    metrics = Map.copyOf(metrics);
    files = Map.copyOf(files);
  }

  public Manifest withComparison(Comparison compared) {
    return with(compared, files);
  }

  Manifest withFiles(Map<String, String> checksums) {
    return with(comparison, checksums);
  }

  private Manifest with(Comparison compared, Map<String, String> checksums) {
    return new Manifest(
        format,
        version,
        createdAt,
        preset,
        seed,
        parameters,
        dataHash,
        gitCommit,
        features,
        metrics,
        compared,
        checksums);
  }
}
