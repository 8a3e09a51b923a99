package dev.tidemark.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.local.LocalJson;
import dev.tidemark.local.RunException;
import dev.tidemark.local.UsageException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The machine's own Chromium with one page, driven by its DevTools protocol. */
final class Chromium implements Closeable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String LISTENING = "DevTools listening on ";
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final WebSocket page;
  private final BlockingQueue<String> answers;
  private int sent;

  private Chromium(Process process, WebSocket page, BlockingQueue<String> answers) {
    this.process = process;
    this.page = page;
    this.answers = answers;
  }

  /**
   * @param path folders of programs, as in the environment
   * @throws UsageException where none of them has one
   */
  static Path find(String path) {
    for (String folder : path.split(":", -1)) {
      for (String name : NAMES) {
        Path found = Path.of(folder).resolve(name);
        if (Files.isExecutable(found)) {
          return found;
        }
      }
    }
    throw new UsageException(
        "no Chromium is on the PATH (looked for "
            + String.join(", ", NAMES)
            + "); install one, on Debian: apt-get install chromium");
  }

  /**
   * @param profile an empty folder for its files
   */
  static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox", // root has none
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
      BlockingQueue<String> answers = new LinkedBlockingQueue<>();
      WebSocket page =
          client.newWebSocketBuilder().buildAsync(page(client, process), into(answers)).join();
      return new Chromium(process, page, answers);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The address of its first page. */
  private static URI page(HttpClient client, Process process)
      throws IOException, InterruptedException {
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    String line = errors.readLine();
    while (line != null && !line.startsWith(LISTENING)) {
      line = errors.readLine();
    }
    if (line == null) {
      throw new RunException("Chromium ended at once");
    }
    // Nobody reads the rest, which must not fill the pipe.
    Thread drain = new Thread(() -> errors.lines().forEach(it -> {}), "chromium");
    drain.setDaemon(true);
    drain.start();
    URI browser = URI.create(line.substring(LISTENING.length()));
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://" + browser.getAuthority() + "/json/list"))
            .build();
    for (JsonNode target :
        LocalJson.tree(client.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new RunException("Chromium opened no page");
  }

  private static WebSocket.Listener into(BlockingQueue<String> answers) {
    StringBuilder text = new StringBuilder();
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
          answers.add(text.toString());
          text.setLength(0);
        }
        socket.request(1);
        return null;
      }
    };
  }

  void open(String url) throws InterruptedException {
    call("Page.navigate", Map.of("url", url));
  }

  /** The value of an expression, null while the page is not there yet. */
  JsonNode value(String expression) throws InterruptedException {
    return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
        .at("/result/result/value");
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
    int id = ++sent;
    String request =
        new String(
            LocalJson.bytes(Map.of("id", id, "method", method, "params", parameters)),
            StandardCharsets.UTF_8);
    page.sendText(request, true).join();
    String text = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    JsonNode answer = text == null ? LocalJson.tree("") : LocalJson.tree(text);
    if (answer.path("id").asInt() != id || answer.has("error")) {
      throw new RunException("Chromium does not answer " + method + ": " + text);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    page.abort();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      for (ProcessHandle child : children) { // they write into the profile
        child.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
