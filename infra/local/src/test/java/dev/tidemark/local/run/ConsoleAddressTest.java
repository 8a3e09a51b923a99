package dev.tidemark.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.local.Console;
import dev.tidemark.servers.child.RunSecret;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConsoleAddressTest {
  private static final RunSecret SECRET = new RunSecret("s3cret");

  private final ConsoleAddress address =
      new ConsoleAddress(3000, new ControlFile(Path.of("storage", "control-secret")));

  @Test
  void shouldNameTheKeyOnATerminalAlone() {
    assertThat(address.line(console(true), SECRET))
        .isEqualTo("Console: http://localhost:3000/#key=s3cret");
    assertThat(address.line(console(false), SECRET))
        .startsWith("Console: http://localhost:3000/,")
        .contains("storage/control-secret")
        .doesNotContain("s3cret");
  }

  private static Console console(boolean terminal) {
    return new Console(new PrintWriter(Writer.nullWriter()), terminal, () -> 0);
  }
}
