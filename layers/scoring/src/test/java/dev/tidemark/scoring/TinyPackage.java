package dev.tidemark.scoring;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.Comparison;
import dev.tidemark.model.Manifest;
import dev.tidemark.model.ModelPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A package of a few items, without a network. */
final class TinyPackage {
  private TinyPackage() {}

  /**
   * @param files SHA-256 of each file that is checked
   */
  static ModelPackage in(Path folder, Map<String, String> files, String... itemIds) {
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            "v",
            "2026-01-01T00:00:00Z",
            "tidemark",
            1,
            Map.of(),
            "hash",
            "commit",
            new FeatureSpec(3, 1, List.of(), 0, 1, false, false),
            Map.of(),
            Comparison.NONE,
            files);
    List<Vocabulary.Entry> entries =
        Stream.of(itemIds).map(id -> new Vocabulary.Entry(id, "", 1)).toList();
    return new ModelPackage(folder, manifest, new Vocabulary(entries), List.of(), List.of());
  }
}
