package dev.tidemark.ingest;

import dev.tidemark.store.adapter.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes only by waiting, so that a slow machine never runs out of it. */
final class SleptTime extends Clock implements Backoff.Sleeper {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  @Override
  public void sleep(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
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
