package dev.tidemark.local.run;

import dev.tidemark.local.Console;
import dev.tidemark.servers.child.RunSecret;

/** Where the page is, for the one who started the run. */
record ConsoleAddress(int port, ControlFile control) {

  /**
   * A line with the key of the page's controls; they stand behind a '#', which no browser sends.
   * What is no terminal may be a file that others read: there the key is only said to be.
   */
  String line(Console console, RunSecret secret) {
    String page = "Console: http://localhost:" + port + "/";
    return console.terminal()
        ? page + "#key=" + secret.value()
        : page + ", its controls with #key=SECRET behind, the secret in " + control.path();
  }
}
