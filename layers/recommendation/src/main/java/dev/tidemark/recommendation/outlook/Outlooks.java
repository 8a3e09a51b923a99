package dev.tidemark.recommendation.outlook;

import dev.tidemark.domain.UserKey;
import java.util.function.IntSupplier;

/** Tells what is to be expected of a shopper. It always answers: without much, what is known. */
@FunctionalInterface
public interface Outlooks {

  /**
   * @param userId as the shop knows the user, for the answer only
   * @param millisLeft until the invocation is cut off
   */
  ShopperOutlook of(String userId, UserKey user, IntSupplier millisLeft);
}
