package dev.tidemark.model;

import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import java.nio.file.Path;
import java.util.List;

/**
 * A model package in memory: everything but the network itself, which {@link Scorer} runs.
 *
 * @param popularity item ids, most popular first
 */
public record ModelPackage(
    Path folder,
    Manifest manifest,
    Vocabulary vocabulary,
    List<String> popularity,
    List<WarmupRequest> warmup) {

  public SequenceEncoder encoder() {
    return new SequenceEncoder(vocabulary, manifest.features());
  }
}
