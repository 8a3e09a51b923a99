package dev.tidemark.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.local.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {
  @TempDir private Path folder;

  @Test
  void shouldSayWhatToInstallWhereThereIsNone() throws IOException {
    Files.createFile(folder.resolve("chromium")); // but it cannot be run

    assertThatThrownBy(() -> Chromium.find(folder + ":/nowhere"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no Chromium is on the PATH")
        .hasMessageContaining("apt-get install chromium");
  }

  @Test
  void shouldFindItByAnyOfItsNames() throws IOException {
    Path program = Files.createFile(folder.resolve("google-chrome"));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Chromium.find("/nowhere:" + folder)).isEqualTo(program);
  }
}
