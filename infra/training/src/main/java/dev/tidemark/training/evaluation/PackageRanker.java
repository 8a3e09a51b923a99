package dev.tidemark.training.evaluation;

import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.features.SequenceEncoder;
import dev.tidemark.features.Vocabulary;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.scoring.PackageScorer;
import dev.tidemark.scoring.Scorer;
import dev.tidemark.training.data.Query;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Ranks as a model package would serve: with its own vocabulary, encoder, network and counts, one
 * query at a time. An item that the package does not know is never found.
 */
public final class PackageRanker implements Ranker, AutoCloseable {
  private static final int UNKNOWN = -1;

  private final Vocabulary vocabulary;
  private final FeatureSpec spec;
  private final ModelPackage model;
  private final SequenceEncoder encoder;
  private final int[] rows;
  private final Scorer scorer;

  /**
   * @param vocabulary of the queries, whose order the scores are in
   * @param spec of the queries
   */
  public PackageRanker(ModelPackage model, Vocabulary vocabulary, FeatureSpec spec) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.spec = spec;
    encoder = model.encoder();
    rows =
        vocabulary.entries().stream()
            .map(entry -> model.vocabulary().indexOf(entry.itemId()))
            .mapToInt(index -> index.isPresent() ? index.getAsInt() - 1 : UNKNOWN)
            .toArray();
    scorer = PackageScorer.load(model);
  }

  @Override
  public void rank(List<Query> queries, Sink sink) {
    for (Query query : queries) {
      float[] answer = scorer.score(encoder.encode(known(query), query.millis())).floats();
      float[] ordered = new float[rows.length];
      Arrays.fill(ordered, Float.NEGATIVE_INFINITY);
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] != UNKNOWN) {
          ordered[i] = answer[rows[i]];
        }
      }
      sink.scores(query, ordered);
    }
  }

  /** What may be known at a query, as the package encodes it. */
  private History known(Query query) {
    History history = query.history();
    History known = new History(query.end());
    for (int i = 0; i < query.end(); i++) {
      OptionalInt item = model.vocabulary().indexOf(vocabulary.entry(history.item(i)).itemId());
      if (item.isPresent()) {
        known.add(
            item.getAsInt(),
            model.manifest().features().kind(type(history.behaviour(i)), history.value(i)),
            history.millis(i),
            history.value(i),
            history.isPromoted(i));
      }
    }
    return known;
  }

  private String type(int kind) {
    int place = spec.behaviourOf(kind);
    return place == 0 ? "" : spec.behaviours().get(place - 1).type();
  }

  @Override
  public void close() {
    scorer.close();
  }
}
