package dev.tidemark.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages name only what is there, and the first one stays short. */
class DocumentsTest {
  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final int MOST_LINES_OF_README = 140;

  @TempDir Path sample;

  @Test
  void shouldOnlyReferToWhatIsThere() throws IOException {
    MarkdownLinks links = new MarkdownLinks(HOME);

    assertThat(links.pages())
        .contains(HOME.resolve("README.md"), HOME.resolve("infra/docs/measured.md"));
    assertThat(links.broken()).isEmpty();
  }

  @Test
  void shouldKeepTheReadmeShort() throws IOException {
    assertThat(Files.readAllLines(HOME.resolve("README.md")))
        .hasSizeLessThanOrEqualTo(MOST_LINES_OF_README);
  }

  @Test
  void shouldFindLinksThatLeadNowhere() throws IOException {
    page(
        "README.md",
        """
        # Two *words*, and `code`
        [a page](docs/there.md) [a folder](docs) [here](#two-words-and-code) [there](docs/there.md#twice-1)
        [no page](docs/gone.md) [no anchor](#elsewhere) [no anchor there](docs/there.md#thrice)
        [outside](../outside.md) [the web](https://example.com/gone.md) `[code](gone.md)`
        ```
        # no heading
        [no link](gone.md)
        ```
        [no heading](#no-heading)
        """);
    page("docs/there.md", "## Twice\n## Twice\n[back](../README.md)\n");
    page("target/built.md", "[no page](gone.md)\n");

    assertThat(new MarkdownLinks(sample).broken())
        .containsExactly(
            "README.md: link docs/gone.md",
            "README.md: link #elsewhere",
            "README.md: link docs/there.md#thrice",
            "README.md: link ../outside.md",
            "README.md: link #no-heading");
  }

  @Test
  void shouldFindPathsThatAreNotThere() throws IOException {
    page(
        "infra/docs/page.md",
        """
        `infra/docs` `infra/docs/page.md` `infra/docs/*.md` `infra/docs/target/made/anew` `infra/<name>/pom.xml`
        `layers/gone` `infra/gone/*.md` `mvn -pl functions/gone -am test` `POST /v1/events` `import/events/x.csv`
        ```
        5,000 events/s
        cat events/gone.json infra/docs/page.md
        ```
        """);

    assertThat(new MarkdownLinks(sample).broken())
        .containsExactly(
            "infra/docs/page.md: path layers/gone",
            "infra/docs/page.md: path infra/gone/*.md",
            "infra/docs/page.md: path functions/gone",
            "infra/docs/page.md: path events/gone.json");
  }

  private void page(String name, String text) throws IOException {
    Path file = sample.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
