package dev.tidemark.follow;

import dev.tidemark.store.fake.InMemoryCounterStore;
import dev.tidemark.store.tables.CounterStore;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReplayProperties {
  @Property(tries = 300)
  void shouldCountEachEventOnceHoweverTheStreamIsReplayed(
      @ForAll Random random, @ForAll @IntRange(max = 80) int events) {
    Replay stream = new Replay(random, events);
    CounterStore counters = new InMemoryCounterStore();
    FollowHandler handler = Replay.handler(counters);

    stream.batches().forEach(batch -> StreamRecords.send(handler, batch));

    stream.check(counters);
  }
}
