package dev.tidemark.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.UserKey;
import dev.tidemark.store.fake.InMemoryFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurgeListTest {
  private static final UserKey USER = new UserKey("a_-Z");
  private static final Instant FIRST = Instant.ofEpochMilli(1_795_000_000_123L);

  private final InMemoryFolder folder = new InMemoryFolder();
  private final PurgeList list = new PurgeList(folder);

  @Test
  void shouldTellWhenEachWasErasedLast() throws IOException {
    UserKey other = new UserKey("b");
    list.add(USER, FIRST.plusMillis(7));
    list.add(USER, FIRST);
    list.add(other, FIRST);

    assertThat(list.read()).isEqualTo(Map.of(USER, FIRST.plusMillis(7), other, FIRST));
  }

  @Test
  void shouldPassOverWhatIsNoEntry() throws IOException {
    for (String name : new String[] {"erased/x", "erased/x.soon", "models/x.7"}) {
      folder.put(name, out -> {});
    }

    assertThat(list.read()).isEmpty();
  }
}
