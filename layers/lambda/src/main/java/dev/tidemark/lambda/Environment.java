package dev.tidemark.lambda;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a function's environment variables and collects what is wrong with them, so that {@link
 * #check} can name all of it at once. A variable that is not set and a blank one are the same.
 */
public final class Environment {
  private final Map<String, String> variables;
  private final List<String> faults = new ArrayList<>();

  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** As {@link #read(Map, Function)}, of this process: no handler reads it by itself. */
  public static <T> T read(Function<Environment, T> config) {
    return read(System.getenv(), config);
  }

  /**
   * Reads a configuration from a function's environment.
   *
   * @throws IllegalStateException naming every variable that is missing or wrong
   */
  public static <T> T read(Map<String, String> variables, Function<Environment, T> config) {
    Environment environment = new Environment(variables);
    T read = config.apply(environment);
    environment.check();
    return read;
  }

  /** The variable's value; empty where it is missing, which {@link #check} then reports. */
  public String required(String name) {
    String value = optional(name);
    if (value.isEmpty()) {
      faults.add(name + " is missing");
    }
    return value;
  }

  /** The variable's value, or an empty text. */
  public String optional(String name) {
    return variables.getOrDefault(name, "").strip();
  }

  /**
   * A required whole number; {@code min} where it is not one, which {@link #check} then reports.
   */
  public int wholeNumber(String name, int min, int max) {
    String value = required(name);
    try {
      int number = value.isEmpty() ? min : Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below together with numbers out of bounds.
    }
    faults.add(name + " is '" + value + "', give a whole number from " + min + " to " + max);
    return min;
  }

  /** Another address for an AWS service, or empty for the service's own. */
  public Optional<URI> endpoint(String name) {
    String value = optional(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(value);
      if (uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // Reported below together with addresses without a host.
    }
    faults.add(name + " is '" + value + "', give an address such as http://localhost:8000");
    return Optional.empty();
  }

  /**
   * To be called once all variables are read.
   *
   * @throws IllegalStateException naming every variable that is missing or wrong
   */
  public void check() {
    if (!faults.isEmpty()) {
      throw new IllegalStateException("environment: " + String.join("; ", faults));
    }
  }
}
