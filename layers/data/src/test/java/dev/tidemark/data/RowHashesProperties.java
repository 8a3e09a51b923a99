package dev.tidemark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class RowHashesProperties {

  @Property(tries = 300)
  void shouldKnowWhichRowsWereThere(
      @ForAll @Size(max = 200)
          List<@Size(2) List<@StringLength(max = 1) @AlphaChars String>> rows) {
    RowHashes hashes = new RowHashes();
    Set<List<String>> set = new HashSet<>();

    for (List<String> row : rows) {
      assertThat(hashes.add(row)).isEqualTo(set.add(row));
    }
  }

  @Example
  void shouldTellFieldsApartThatReadAlikeWhenJoined() {
    RowHashes hashes = new RowHashes();

    assertThat(hashes.add(List.of("ab", ""))).isTrue();
    assertThat(hashes.add(List.of("a", "b"))).isTrue();
    assertThat(hashes.add(List.of("", "ab"))).isTrue();
  }

  @Example
  void shouldRememberWhileItGrows() {
    // Given
    RowHashes hashes = new RowHashes();
    int rows = 100_000;

    // When
    for (int i = 0; i < rows; i++) {
      assertThat(hashes.add(List.of("u" + i / 10, "i" + i % 10))).isTrue();
    }

    // Then
    for (int i = 0; i < rows; i += 7) {
      assertThat(hashes.add(List.of("u" + i / 10, "i" + i % 10))).isFalse();
    }
  }
}
