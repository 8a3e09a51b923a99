package dev.tidemark.ingestqueue;

import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import dev.tidemark.lambda.Metric;
import dev.tidemark.lambda.Metrics;
import dev.tidemark.store.tables.InteractionStore;
import dev.tidemark.store.tables.PutResult;
import java.util.List;
import java.util.Map;

/** Measures each batch of events, since one message may bring a file of many. */
record MeasuredInteractions(InteractionStore store, Metrics metrics) implements InteractionStore {
  @Override
  public PutResult put(List<Interaction> interactions) {
    PutResult result = store.put(interactions);
    metrics.record(
        Map.of(
            Metric.ACCEPTED_EVENTS, result.stored(),
            Metric.DUPLICATE_EVENTS, result.duplicates(),
            Metric.UNACKNOWLEDGED_EVENTS, result.unacknowledged()));
    return result;
  }

  @Override
  public int delete(List<Interaction> interactions) {
    return store.delete(interactions);
  }

  @Override
  public List<Interaction> newest(UserKey user, int limit) {
    return store.newest(user, limit);
  }

  @Override
  public List<Interaction> some(UserKey user, int limit) {
    return store.some(user, limit);
  }
}
