package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RowHashesProperties {

  @Property(tries = 300)
  void shouldKnowWhichWereThere(
      @ForAll @Size(max = 200) List<@LongRange(min = 1, max = 60) Long> all) {
    RowHashes hashes = new RowHashes();
    Set<Long> set = new HashSet<>();

    for (long hash : all) {
      assertThat(hashes.add(hash << 17)).isEqualTo(set.add(hash));
    }
  }

  @Example
  void shouldRememberTheLastOnesHoweverManyThereAre() {
    // Given
    RowHashes hashes = new RowHashes();
    int rows = 3 * RowHashes.REMEMBERED;

    // When
    for (long i = 1; i <= rows; i++) {
      hashes.add(i * 0x9E3779B97F4A7C15L);
    }

    // Then
    for (long i = rows; i > rows - RowHashes.REMEMBERED; i -= 1_001) {
      assertThat(hashes.add(i * 0x9E3779B97F4A7C15L)).isFalse();
    }
    assertThat(hashes.add(0x9E3779B97F4A7C15L)).as("the first one, long forgotten").isTrue();
  }
}
