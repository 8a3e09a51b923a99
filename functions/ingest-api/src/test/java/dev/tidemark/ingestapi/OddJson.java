package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes bodies that are odd in ways that break parsers; one seed always makes the same body. */
final class OddJson {
  private static final List<String> FIELDS =
      List.of(
          "eventId",
          "userId",
          "itemId",
          "type",
          "timestamp",
          "value",
          "price",
          "quantity",
          "context",
          "title",
          "category",
          "tags",
          "vector",
          "active");

  private static final List<String> NAMES =
      List.of("k", "l", "", " ", "\\u0000", "\\ud800", "\\ud83d\\ude00", "x".repeat(300));

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"a#b\"",
          "\"NaN\"",
          "-0.0",
          "1e999",
          "-1e-999",
          "9".repeat(400),
          "0." + "0".repeat(400) + "1",
          "\"" + "x".repeat(2000) + "\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"2026-01-01T00:00:00Z\"",
          "{\"a\":1,\"a\":2}");

  /** Neither JSON nor, in the last one's case, within the parser's limit of depth. */
  private static final List<String> UNREADABLE =
      List.of("NaN", "1e2147483648", "[".repeat(2000), "[".repeat(1100) + "]".repeat(1100));

  private static final String VALID =
      "\"userId\":\"u\",\"itemId\":\"i\",\"type\":\"view\",\"timestamp\":1764000000000";

  private final Random random;
  private final String list;

  /**
   * @param list the name that the route expects; now and then the body has another one
   */
  OddJson(long seed, String list) {
    random = new Random(seed);
    this.list = list;
  }

  /** Bytes of any kind, JSON of any form, lists of odd entries, and such lists with a byte bent. */
  byte[] body() {
    return switch (random.nextInt(10)) {
      case 0 -> bytes(random.nextInt(64));
      case 1, 2 -> value(3).getBytes(UTF_8);
      case 3, 4 -> bent(list());
      default -> list().getBytes(UTF_8);
    };
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] bent(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    return bytes;
  }

  private String list() {
    String name = random.nextInt(20) == 0 ? one(NAMES) : list;
    return "{\"" + name + "\":[" + some(4, this::entry) + "]}";
  }

  /** The contract's names with right values or any; a name may come twice. */
  private String entry() {
    String odd = some(5, () -> member(one(FIELDS), 2));
    return switch (random.nextInt(3)) {
      case 0 -> "{" + odd + "}";
      case 1 -> "{" + VALID + (odd.isEmpty() ? "" : ",") + odd + "}";
      default -> value(1);
    };
  }

  private String member(String name, int depth) {
    return "\"" + name + "\":" + value(depth);
  }

  private String value(int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 8);
    return switch (kind) {
      case 0, 1 -> one(random.nextInt(50) == 0 ? UNREADABLE : VALUES);
      case 2 -> random.nextBoolean() ? "" + random.nextLong() : "" + random.nextGaussian() * 1e6;
      case 3 -> "\"" + text() + "\"";
      case 4, 5 -> "[" + some(3, () -> value(depth - 1)) + "]";
      default -> "{" + some(3, () -> member(one(NAMES), depth - 1)) + "}";
    };
  }

  /** Characters of the whole basic plane, half of them from its first 256. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      char c = (char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000);
      text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return text.toString();
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String some(int most, Supplier<String> source) {
    List<String> parts = new ArrayList<>();
    IntStream.range(0, random.nextInt(most + 1)).forEach(i -> parts.add(source.get()));
    return String.join(",", parts);
  }
}
