package dev.tidemark.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's own Chromium, one for all tests of a JVM. */
public final class Browser {
  private static final File CHROMIUM = new File("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_MS = 20;

  private static Browser shared;

  private final ChromeDriver driver;
  private final Path downloads;

  private Browser(ChromeDriver driver, Path downloads) {
    this.driver = driver;
    this.downloads = downloads;
  }

  /** Skips the test that asks, with the reason, where there is no browser. */
  public static synchronized Browser shared() {
    assumeTrue(
        isThere(),
        "there is no /usr/bin/chromium with /usr/bin/chromedriver"
            + " (apt-get install chromium chromium-driver)");
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  public static boolean isThere() {
    return CHROMIUM.canExecute() && DRIVER.canExecute();
  }

  private static Browser start() {
    try {
      Path profile = Files.createTempDirectory("tidemark-browser");
      Path downloads = Files.createDirectory(profile.resolve("downloads"));
      ChromeOptions options = new ChromeOptions();
      options.setBinary(CHROMIUM);
      options.addArguments(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--user-data-dir=" + profile);
      options.setExperimentalOption(
          "prefs", Map.of("download.default_directory", downloads.toString()));
      LoggingPreferences logs = new LoggingPreferences();
      logs.enable(LogType.BROWSER, Level.ALL);
      options.setCapability("goog:loggingPrefs", logs);
      ChromeDriver driver =
          new ChromeDriver(
              new ChromeDriverService.Builder()
                  .usingDriverExecutable(DRIVER)
                  .withLogOutput(OutputStream.nullOutputStream())
                  .build(),
              options);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> quit(driver, profile)));
      return new Browser(driver, downloads);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void quit(ChromeDriver driver, Path profile) {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads the page, also where its address differs behind the # alone. */
  public Browser open(String url) {
    driver.get("about:blank");
    driver.get(url);
    return this;
  }

  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The list that the script hands to its last argument, a function, once it is there. */
  public List<?> later(String script) {
    return (List<?>) driver.executeAsyncScript(script);
  }

  /** What the element shows; waits for it. */
  public String text(String css) {
    return find(css).getText();
  }

  public List<String> texts(String css) {
    return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
  }

  public int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  /** Waits until it is there and shown. */
  public WebElement find(String css) {
    await("shows " + css, () -> driver.findElement(By.cssSelector(css)).isDisplayed());
    return driver.findElement(By.cssSelector(css));
  }

  public Browser click(String css) {
    find(css).click();
    return this;
  }

  public void type(String css, CharSequence... keys) {
    find(css).sendKeys(keys);
  }

  /** To whatever has the focus. */
  public void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  public void accept() {
    driver.switchTo().alert().accept();
  }

  /** Waits until the page shows the text somewhere. */
  public Browser awaitText(String text) {
    await(
        "shows '" + text + "'",
        () -> driver.findElement(By.tagName("body")).getText().contains(text));
    return this;
  }

  /** Waits until nothing is loading any more. */
  public Browser awaitIdle() {
    await("stops loading", () -> count("main .view") > 0 && count("[aria-busy=true]") == 0);
    return this;
  }

  public void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + what + ", but " + texts("main"));
      }
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (NoSuchElementException | StaleElementReferenceException e) {
      return false; // the page is being drawn
    }
  }

  /**
   * As a person has chosen for all pages; motion is reduced, so that colours are there at once.
   *
   * @param scheme light or dark
   */
  public void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /**
   * @param width of the window in pixels of CSS
   */
  public void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What shows, as WebP. */
  public byte[] screenshot(int quality) {
    Map<String, Object> shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "webp", "quality", quality));
    return Base64.getDecoder().decode((String) shot.get("data"));
  }

  /** What the Content-Security-Policy forbade and what no code caught, since the last call. */
  public List<String> faults() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(it -> it.contains("Content Security Policy") || it.contains("Uncaught"))
        .toList();
  }

  /** What was saved under this name; waits for it. */
  public String saved(String name) {
    Path file = downloads.resolve(name);
    await("saves " + name, () -> Files.exists(file));
    try {
      String text = Files.readString(file);
      Files.delete(file);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
