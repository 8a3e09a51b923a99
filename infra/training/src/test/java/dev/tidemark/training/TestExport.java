package dev.tidemark.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A small shop as an export of its tables is: everybody goes round the same items. */
public final class TestExport {
  public static final int ITEMS = 6;
  public static final int SHOPPERS = 12;
  private static final int EACH = 5;

  private TestExport() {}

  public static List<String> interactions() {
    List<String> interactions = new ArrayList<>();
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      for (int i = 0; i < EACH; i++) {
        interactions.add(interaction(shopper, i));
      }
    }
    return interactions;
  }

  public static String interaction(int shopper, int i) {
    return String.format(
        Locale.ROOT,
        "\"pk\":{\"S\":\"shopper%d\"},\"sk\":{\"S\":\"e%d\"},"
            + "\"place\":{\"S\":\"%015d#%019d#e%d\"},"
            + "\"itemId\":{\"S\":\"item%d\"},\"type\":{\"S\":\"view\"}",
        shopper,
        i,
        1_600_000_000_000L + i * 60_000L,
        i,
        i,
        (shopper + i) % ITEMS);
  }

  /** A data file with one line for each item's attributes. */
  public static byte[] file(List<String> items) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (String item : items) {
        gzip.write(("{\"Item\":{" + item + "}}\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
