package dev.tidemark.recommendation;

import dev.tidemark.recommendation.answer.Recommendations;
import dev.tidemark.recommendation.request.RecommendationRequest;
import dev.tidemark.store.StoreUnavailableException;
import java.util.function.IntSupplier;

/** Finds items for a user. Answers one request at a time, as a Lambda function does. */
public interface Recommender {

  /**
   * @param millisLeft milliseconds until the invocation is cut off, now
   * @throws StoreUnavailableException where nothing can be answered without the store
   */
  Recommendations recommend(RecommendationRequest request, IntSupplier millisLeft);
}
