package dev.tidemark.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.domain.Pseudonymiser;
import dev.tidemark.local.PrivateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SegmentsCommandTest {
  private static final String KEY = "a key of no less than thirty-two bytes";
  private static final String FORMULA = "=cmd|' /C calc'!A1";

  @TempDir private Path storage;
  private HttpServer server;
  private String asked = "";
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    new PrivateFile(storage.resolve("user-key")).write(KEY);
    String known = new Pseudonymiser(KEY.getBytes(UTF_8)).keyOf(FORMULA).value();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/local/storage", "{\"storage\":\"" + storage + "\"}");
    answer(
        "/v1/segments",
        "{\"modelVersion\":\"m1\",\"asOf\":\"2026-11-28T00:00:00Z\",\"window\":7,\"matching\":2,"
            + "\"people\":[{\"userKey\":\""
            + known
            + "\",\"probability\":0.75,\"orders\":3.5,\"segments\":[\"loyal\"],"
            + "\"categories\":[\"@shoes\"]},{\"userKey\":\"k2\",\"probability\":0.5,\"orders\":1,"
            + "\"revenue\":20,\"segments\":[],\"categories\":[]}],\"rules\":{\"loyal\":\"4 or more\"}}");
    server.start();
  }

  private void answer(String path, String json) {
    server.createContext(
        path,
        call -> {
          asked = path.equals("/v1/segments") ? call.getRequestURI().getRawQuery() : asked;
          byte[] body = json.getBytes(UTF_8);
          call.sendResponseHeaders(200, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run(String... options) {
    CommandLine command = new CommandLine(new SegmentsCommand()).setOut(new PrintWriter(out, true));
    String[] all = new String[options.length + 2];
    System.arraycopy(options, 0, all, 0, options.length);
    all[options.length] = "--port";
    all[options.length + 1] = Integer.toString(server.getAddress().getPort());
    return command.execute(all);
  }

  @Test
  void shouldNameWhomTheShopKnowsAndDisarmFormulas() throws IOException {
    Path users = Files.writeString(storage.resolve("ids.txt"), "someone\n" + FORMULA + "\n");
    Path csv = storage.resolve("people.csv");

    int code =
        run(
            "--category",
            "a & b",
            "--window",
            "7",
            "--users",
            users.toString(),
            "--csv",
            csv.toString());

    assertThat(code).isZero();
    assertThat(asked).isEqualTo("category=a+%26+b&window=7&size=100");
    assertThat(Files.readAllLines(csv))
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("'" + FORMULA).contains("'@shoes"))
        .satisfies(lines -> assertThat(lines.get(2)).startsWith(",k2,0.500000"));
    assertThat(out.toString()).contains("2 people, as model m1", "75.0 %", "loyal: 4 or more");
  }

  @Test
  void shouldWriteTheAnswer() throws IOException {
    Path json = storage.resolve("people.json");

    assertThat(run("--name", "loyal", "--json", json.toString())).isZero();
    assertThat(Files.readString(json)).contains("\"k2\"").doesNotContain("userId");
    assertThat(asked).startsWith("name=loyal");
  }
}
