package dev.tidemark.local.run;

import dev.tidemark.local.Console;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.data.CurlExamples;
import dev.tidemark.local.data.ExampleIds;
import java.io.IOException;

/**
 * Tells that the API answers, and what to try.
 *
 * @param port of the API
 * @param page the line that tells where the console is
 * @param example blank where what was kept of the import is lost
 */
record Greeting(
    Console console,
    int port,
    LocalMessaging messaging,
    Workspace workspace,
    ExampleIds example,
    String page) {

  /** Before there is a model. */
  void early(TrainingEstimate estimate) throws IOException {
    console.line(
        String.format(
            "Ready (%s items; the model follows in about %d min): %s",
            new RunningProduct(port).strategy(), estimate.minutes(), address()));
  }

  /** With all that there is to come. */
  void ready() {
    console.line("Ready: " + address());
  }

  void examples() throws IOException {
    console.line(page);
    console.line(
        "Event bus: http://localhost:" + messaging.port() + ", imports: " + workspace.imports());
    if (messaging.deadLetters() > 0) {
      console.line(
          String.format(
              "Set aside: %d messages in %s; once the cause is mended, ./tidemark redrive sends them again",
              messaging.deadLetters(), workspace.deadLetters()));
    }
    if (example.user().isEmpty()) {
      return;
    }
    CurlExamples.curl(port, example).forEach(console::line);
    for (String bus : messaging.buses()) {
      console.line(CurlExamples.putEvents(messaging.port(), bus, example));
    }
  }

  private String address() {
    return "http://localhost:" + port;
  }
}
