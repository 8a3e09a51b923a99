package dev.tidemark.local.aws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Percent-decoding of paths, queries and forms. */
public final class UrlText {
  private UrlText() {}

  /** In a path {@code +} stays a plus; what is not a valid escape stays as it is. */
  public static String decodePath(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      int code = text.charAt(i) == '%' && i + 2 < text.length() ? hex(text, i + 1) : -1;
      if (code >= 0) {
        bytes.write(code);
        i += 3;
      } else {
        int end = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end;
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Parameters in their order; the values of a repeated one joined by commas. */
  public static Map<String, String> query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        String value = parts.length == 2 ? decodeQuery(parts[1]) : "";
        parameters.merge(decodeQuery(parts[0]), value, (a, b) -> a + "," + b);
      }
    }
    return parameters;
  }

  private static String decodeQuery(String text) {
    return decodePath(text.replace('+', ' '));
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
