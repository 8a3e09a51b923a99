package dev.tidemark.local.lambdaapi;

import dev.tidemark.local.runtime.FunctionException;
import dev.tidemark.local.runtime.LocalFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;

/**
 * A function with a draft, published versions and one alias, as Lambda keeps it. Safe for use by
 * several threads.
 */
public final class VersionedFunction implements AutoCloseable {
  private final String name;
  private final String aliasName;
  private final Launcher launcher;
  private final DoubleSupplier random;
  private final Map<Integer, PublishedVersion> versions = new TreeMap<>();
  private Map<String, String> draft = Map.of();
  private Alias alias = new Alias("", Map.of());
  private int last;
  private int draftRevision;
  private int aliasRevision;

  /** Makes the process of a version, not started yet. */
  @FunctionalInterface
  public interface Launcher {
    LocalFunction launch(String version, Map<String, String> environment);
  }

  /**
   * @param version that gets all but the weights
   * @param weights share by further version
   */
  record Alias(String version, Map<String, Double> weights) {
    Alias {
      weights = Map.copyOf(weights);
    }
  }

  /**
   * @param random from 0 up to 1, decides which version a request goes to
   */
  public VersionedFunction(
      String name, String aliasName, Launcher launcher, DoubleSupplier random) {
    this.name = name;
    this.aliasName = aliasName;
    this.launcher = launcher;
    this.random = random;
  }

  /**
   * What a stack update does: publishes a version and moves the alias to it.
   *
   * @throws FunctionException where the version does not start
   */
  public void deploy(Map<String, String> environment) {
    PublishedVersion version;
    synchronized (this) {
      update(environment);
      version = create("");
    }
    version.start();
    route(new Alias(version.number(), Map.of()));
  }

  /**
   * Through the alias, as the HTTP API calls it.
   *
   * @throws FunctionException where the function fails
   */
  public byte[] invoke(byte[] event, Duration patience) {
    return chosen().serve(event, patience);
  }

  private synchronized PublishedVersion chosen() {
    double left = random.getAsDouble();
    for (Map.Entry<String, Double> weight : new TreeMap<>(alias.weights()).entrySet()) {
      left -= weight.getValue();
      if (left < 0) {
        return version(weight.getKey());
      }
    }
    return version(alias.version());
  }

  String name() {
    return name;
  }

  String aliasName() {
    return aliasName;
  }

  synchronized Alias alias() {
    return alias;
  }

  synchronized String aliasRevision() {
    return "alias-" + aliasRevision;
  }

  synchronized Map<String, String> draft() {
    return draft;
  }

  synchronized String draftRevision() {
    return "draft-" + draftRevision;
  }

  synchronized void update(Map<String, String> environment) {
    draft = Map.copyOf(environment);
    draftRevision++;
  }

  /** The same draft again is the same version. */
  synchronized PublishedVersion publish(String description) {
    PublishedVersion newest = versions.get(last);
    if (newest != null && newest.environment().equals(draft)) {
      return newest;
    }
    PublishedVersion version = create(description);
    Thread start = new Thread(() -> start(version), "start-" + name + "-" + version.number());
    start.setDaemon(true);
    start.start();
    return version;
  }

  private PublishedVersion create(String description) {
    last++;
    String number = Integer.toString(last);
    PublishedVersion version =
        new PublishedVersion(number, draft, description, launcher.launch(number, draft));
    versions.put(last, version);
    return version;
  }

  private static void start(PublishedVersion version) {
    try {
      version.start();
    } catch (FunctionException e) {
      // Its state tells.
    }
  }

  synchronized List<PublishedVersion> versions() {
    return List.copyOf(versions.values());
  }

  synchronized PublishedVersion version(String number) {
    return versions.values().stream()
        .filter(version -> version.number().equals(number))
        .findFirst()
        .orElseThrow(() -> LambdaError.notFound(name + ":" + number));
  }

  /** Versions that get no requests any more give their memory back. */
  synchronized void route(Alias next) {
    version(next.version());
    next.weights().keySet().forEach(this::version);
    List<PublishedVersion> resting = new ArrayList<>();
    for (String number : serving(alias)) {
      if (!serving(next).contains(number)) {
        resting.add(version(number));
      }
    }
    alias = next;
    aliasRevision++;
    for (PublishedVersion version : resting) {
      Thread rest = new Thread(version.function()::rest, "rest-" + name + "-" + version.number());
      rest.setDaemon(true);
      rest.start();
    }
  }

  private static List<String> serving(Alias alias) {
    List<String> numbers = new ArrayList<>(alias.weights().keySet());
    if (!alias.version().isEmpty()) {
      numbers.add(alias.version());
    }
    return numbers;
  }

  synchronized void delete(String number) {
    PublishedVersion version = version(number);
    if (serving(alias).contains(number)) {
      throw LambdaError.inUse(name + ":" + number);
    }
    versions.values().remove(version);
    version.function().close();
  }

  @Override
  public synchronized void close() {
    versions.values().forEach(version -> version.function().close());
  }
}
