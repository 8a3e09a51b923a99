package dev.tidemark.store.tables;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Later at every look, so that the order of listing is certain. */
final class TickingClock extends Clock {
  private Instant now = Instant.EPOCH;

  @Override
  public synchronized Instant instant() {
    now = now.plus(Duration.ofSeconds(1));
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
