package dev.tidemark.store.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Breaks a payload of JSON in ways that break readers. One random source does the same again. */
final class BrokenPayload {
  private static final int MOST_BREAKS = 3;

  /** Texts, numbers, words, and where objects and lists begin. */
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9][0-9.eE+-]*+|true|false|null|[\\[{]");

  private static final Pattern NAME = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"(?=\\s*:)");

  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-0.0",
          "-1",
          "1e999",
          "1e-999",
          "1e2147483648",
          "NaN",
          "9223372036854775808",
          "9".repeat(400),
          "9".repeat(2_000),
          "0." + "0".repeat(400) + "1",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u202e\\ufeff\"",
          "\"a#b,c|d/e%2f\"",
          "\"NaN\"",
          "\"9999-12-31T23:59:59Z\"",
          "\"2026-13-45T99:99:99+99:99\"",
          "\"" + "x".repeat(300) + "\"",
          "\"" + "x".repeat(60_000) + "\"",
          "[]",
          "{}",
          "[[]]",
          "{\"a\":1,\"a\":2}",
          "[" + "{},".repeat(600) + "{}]",
          "[".repeat(900) + "]".repeat(900),
          "[".repeat(5_000));

  /** Cut short, longer than can be, of surrogates, of no character. */
  private static final List<String> NO_UTF_8 =
      List.of("\u00c3", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u00ff");

  /** Marks of byte orders, and what looks like UTF-16 and UTF-32. */
  private static final List<String> BEGINNINGS =
      List.of("\u00ef\u00bb\u00bf", "\u00fe\u00ff", "\u00ff\u00fe\0\0", "\0", "\0\0\0", "{\0");

  private final Random random;

  BrokenPayload(Random random) {
    this.random = random;
  }

  /** The payload, broken in one to three ways. */
  byte[] of(byte[] payload) {
    // A character for each byte, so that no break has to mind what is well formed.
    String text = new String(payload, ISO_8859_1);
    for (int i = random.nextInt(MOST_BREAKS); i >= 0; i--) {
      text = broken(text);
    }
    return text.getBytes(ISO_8859_1);
  }

  private String broken(String text) {
    int place = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), place + random.nextInt(20));
    return switch (random.nextInt(12)) {
      case 0 -> text.substring(0, place);
      case 1 -> text.substring(0, place) + text.substring(end);
      case 2 -> text.substring(0, end) + text.substring(place);
      case 3 -> text.substring(0, place) + (char) random.nextInt(256) + text.substring(end);
      case 4 -> text.substring(0, place) + one(NO_UTF_8) + text.substring(place);
      case 5 -> one(BEGINNINGS) + text;
      case 6, 7 -> twice(text);
      default -> replaced(text);
    };
  }

  /** A member before another one of the same name. */
  private String twice(String text) {
    List<MatchResult> names = NAME.matcher(text).results().toList();
    if (names.isEmpty()) {
      return text;
    }
    MatchResult name = one(names);
    return text.substring(0, name.start())
        + name.group()
        + ":"
        + odd()
        + ","
        + text.substring(name.start());
  }

  /** Another value, or another name, in the place of one. */
  private String replaced(String text) {
    List<MatchResult> tokens = new ArrayList<>(TOKEN.matcher(text).results().toList());
    if (tokens.isEmpty()) {
      return text;
    }
    MatchResult token = one(tokens);
    return text.substring(0, token.start()) + odd() + text.substring(token.end());
  }

  private String odd() {
    return new String(one(ODD).getBytes(UTF_8), ISO_8859_1);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
