package dev.tidemark.lab.classic;

import dev.tidemark.domain.Behaviour;
import dev.tidemark.features.FeatureSpec;
import dev.tidemark.features.History;
import dev.tidemark.training.data.TrainingData;

/**
 * What label 1 means: a rating of 4 or more where at least half of the training interactions are
 * ratings, else that the interaction took place.
 */
final class Labels {
  private static final float LIKED = 4f;

  private final FeatureSpec spec;
  private final int rating;
  private final boolean rated;

  Labels(TrainingData data) {
    spec = data.spec();
    rating = spec.behaviourOf(spec.kind(Behaviour.RATING, Float.NaN));
    long interactions = 0;
    long ratings = 0;
    for (int user = 0; user < data.trained().length; user++) {
      for (int i = 0; i < data.trained()[user]; i++) {
        interactions++;
        ratings += isRating(data.histories().get(user), i) ? 1 : 0;
      }
    }
    rated = 2 * ratings >= interactions;
  }

  private boolean isRating(History history, int i) {
    return spec.behaviourOf(history.behaviour(i)) == rating && !Float.isNaN(history.value(i));
  }

  /** Whether labels are made of ratings, so that no non-events are needed. */
  boolean areRated() {
    return rated;
  }

  /** Whether the interaction can be asked about. */
  boolean has(History history, int position) {
    return !rated || isRating(history, position);
  }

  /** 0 or 1. */
  float of(Example example) {
    boolean one = rated ? example.history().value(example.position()) >= LIKED : example.isEvent();
    return one ? 1f : 0f;
  }

  @Override
  public String toString() {
    return rated ? "a rating of 4 or more" : "the interaction took place, 0 = a sampled item";
  }
}
