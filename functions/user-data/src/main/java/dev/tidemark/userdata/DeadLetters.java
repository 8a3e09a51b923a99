package dev.tidemark.userdata;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Messages that could not be taken in; they hold user ids in clear. */
interface DeadLetters {

  /**
   * Takes out what is about a user. A message that is about others, too, stays without the user.
   *
   * @param late whether there is no time left
   * @return how many messages were about the user
   * @throws UnfinishedException where time is up; doing it again goes on
   */
  int forget(String userId, BooleanSupplier late) throws IOException;
}
