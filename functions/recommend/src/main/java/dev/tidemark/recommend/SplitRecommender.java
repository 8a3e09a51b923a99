package dev.tidemark.recommend;

import dev.tidemark.domain.UserKey;
import dev.tidemark.model.Experiment;
import dev.tidemark.recommendation.Recommender;
import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.request.RecommendationRequest;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Answers the users whom the experiment draws by its model, and all others, as whoever asks without
 * a user, by the champion.
 */
record SplitRecommender(Recommender champion, Recommender challenger, Experiment experiment)
    implements Recommender {

  @Override
  public Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft) {
    List<UserKey> users = request.subject().users();
    boolean drawn = !users.isEmpty() && experiment.draws(users.get(0));
    return (drawn ? challenger : champion).recommend(request, millisLeft);
  }
}
