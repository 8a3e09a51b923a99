package dev.tidemark.servers.child;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells programs of this machine from what a web page could send that somebody has open: it names
 * another host where it reaches us by a name of its own, and its origin elsewhere.
 */
public final class LocalCallers {
  private static final String HERE = "(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?";
  private static final Pattern HOST = Pattern.compile(HERE, Pattern.CASE_INSENSITIVE);
  private static final Pattern ORIGIN =
      Pattern.compile("https?://" + HERE, Pattern.CASE_INSENSITIVE);

  private LocalCallers() {}

  /**
   * Why a request is to be refused, if it is.
   *
   * @param hosts values of its header Host; there must be one
   * @param origins values of its header Origin
   */
  public static Optional<String> refusal(List<String> hosts, List<String> origins) {
    if (hosts.isEmpty() || !areAll(HOST, hosts)) {
      return Optional.of("Host: only localhost and 127.0.0.1 are answered to");
    }
    return areAll(ORIGIN, origins)
        ? Optional.empty()
        : Optional.of("Origin: only pages of localhost and 127.0.0.1 are answered");
  }

  private static boolean areAll(Pattern pattern, List<String> values) {
    return values.stream().allMatch(value -> pattern.matcher(value).matches());
  }
}
