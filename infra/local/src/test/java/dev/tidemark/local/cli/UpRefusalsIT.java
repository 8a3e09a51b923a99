package dev.tidemark.local.cli;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What the real command does not begin with. */
class UpRefusalsIT extends UpCase {
  @Test
  void shouldRefuseAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          "port " + taken.getLocalPort() + " is taken;",
          "up",
          "--port",
          Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void shouldRefuseDataThatCannotBeRead() throws Exception {
    assertRefused(
        folder.resolve("missing").toString(),
        "up",
        "--port",
        "0",
        "--data",
        folder.resolve("missing").toString());

    Files.writeString(folder.resolve("events.csv"), "user_id,item_id,event_type\n");
    Files.writeString(folder.resolve("items.csv"), "item_id\n");
    assertRefused("events.csv", "up", "--port", "0", "--data", folder.toString());
  }
}
