package dev.tidemark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Makes the pictures of infra/docs/console.md anew: {@code -Dconsole.screenshots=true}. */
@EnabledIfSystemProperty(
    named = "console.screenshots",
    matches = "true",
    disabledReason = "pictures are made when they are asked for, by -Dconsole.screenshots=true")
class ScreenshotsIT extends PageIT {
  private static final Path FOLDER = Path.of("..", "docs", "console");
  private static final int QUALITY = 50;
  private static final int LARGEST = 60_000;

  @Test
  void shouldShowEachViewInLightAndDarkAndOnAPhone() throws IOException {
    Views.answerOthers(shop);
    browser.open(shop.url(KEY)).awaitIdle();
    Files.createDirectories(FOLDER);
    for (String scheme : List.of("light", "dark")) {
      browser.prefer(scheme);
      for (String view : Views.ALL) {
        picture(view, scheme, 1100, 800);
      }
    }
    browser.prefer("light");
    picture("/shopper?id=shopper-0280", "phone", 360, 740);
  }

  private void picture(String view, String kind, int width, int height) throws IOException {
    browser.size(width, height);
    show(view);
    byte[] picture = browser.screenshot(QUALITY);
    assertThat(picture.length).as(view).isBetween(1000, LARGEST);
    Files.write(FOLDER.resolve(name(view) + "-" + kind + ".webp"), picture);
  }

  private static String name(String view) {
    if (view.equals("/")) {
      return "start";
    }
    return view.startsWith("/items?") ? "item" : view.substring(1).replaceFirst("\\?.*", "");
  }
}
