package dev.tidemark.local.aws.lambda;

import dev.tidemark.local.aws.AwsError;
import dev.tidemark.local.aws.FunctionException;
import dev.tidemark.model.ModelVariables;
import dev.tidemark.model.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;

/**
 * A function with a draft, published versions and one alias, as Lambda keeps it. Safe for use by
 * several threads.
 */
public final class VersionedFunction implements AutoCloseable {
  private final String name;
  private final String aliasName;
  private final Map<String, String> environment;
  private final BiFunction<String, Map<String, String>, LocalFunction> launcher;
  private final DoubleSupplier random;
  private final VersionsFile file;
  private final Map<Integer, PublishedVersion> versions = new TreeMap<>();
  private Map<String, String> draft;
  private Alias alias = new Alias("", Map.of());
  private int last;
  private int draftRevision;
  private int aliasRevision;

  /**
   * @param version that gets all but the weights
   * @param weights share by further version
   */
  record Alias(String version, Map<String, Double> weights) {
    Alias {
      weights = Map.copyOf(weights);
    }

    /** All versions that get requests. */
    Set<String> versions() {
      Set<String> all = new TreeSet<>(weights.keySet());
      all.add(version);
      return all;
    }
  }

  /**
   * @param environment as deployed
   * @param launcher makes the process of a version with its environment, not started yet
   * @param random from 0 up to 1, decides which version a request goes to
   * @param file that keeps what Lambda would keep
   */
  public VersionedFunction(
      String name,
      String aliasName,
      Map<String, String> environment,
      BiFunction<String, Map<String, String>, LocalFunction> launcher,
      DoubleSupplier random,
      VersionsFile file) {
    this.name = name;
    this.aliasName = aliasName;
    this.environment = Map.copyOf(environment);
    this.launcher = launcher;
    this.random = random;
    this.file = file;
    this.draft = this.environment;
  }

  /**
   * Takes up what an earlier run left, else publishes a first version as a deployment does; then
   * starts what the alias names.
   *
   * @throws FunctionException where that does not start
   */
  public void open() {
    List<PublishedVersion> serving;
    synchronized (this) {
      file.read().ifPresentOrElse(this::restore, this::deploy);
      serving = alias.versions().stream().map(this::version).toList();
    }
    serving.forEach(PublishedVersion::start);
  }

  private void deploy() {
    alias = new Alias(create("").number(), Map.of());
    save();
  }

  private void restore(FunctionRecord found) {
    draft = holding(found.draft());
    for (FunctionRecord.VersionRecord it : found.versions()) {
      // The first invocation starts it.
      add(it.number(), holding(it.served()), it.description()).state().set(PublishedVersion.ACTIVE);
    }
    last = found.last();
    alias = new Alias(found.alias(), found.weights());
  }

  private Map<String, String> holding(ServedModel models) {
    return ModelVariables.replaced(environment, models);
  }

  private void save() {
    file.write(
        new FunctionRecord(
            last,
            ModelVariables.read(draft),
            versions.values().stream()
                .map(
                    it ->
                        new FunctionRecord.VersionRecord(
                            ModelVariables.read(it.environment()).in(it.number()),
                            it.description()))
                .toList(),
            alias.version(),
            alias.weights()));
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

  /** All else stays as deployed. */
  synchronized void hold(ServedModel models) {
    draft = holding(models);
    draftRevision++;
    save();
  }

  /** The same draft again is the same version. */
  synchronized PublishedVersion publish(String description) {
    PublishedVersion newest = versions.get(last);
    if (newest != null && newest.environment().equals(draft)) {
      return newest;
    }
    PublishedVersion version = create(description);
    save();
    beside("start", version, () -> start(version));
    return version;
  }

  private PublishedVersion create(String description) {
    last++;
    return add(Integer.toString(last), draft, description);
  }

  private PublishedVersion add(String number, Map<String, String> variables, String description) {
    PublishedVersion version =
        new PublishedVersion(number, variables, description, launcher.apply(number, variables));
    versions.put(Integer.valueOf(number), version);
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
        .orElseThrow(() -> AwsError.notFound(name + ":" + number));
  }

  /** Versions that get no requests any more give their memory back. */
  synchronized void route(Alias next) {
    version(next.version());
    next.weights().keySet().forEach(this::version);
    Set<String> resting = alias.versions();
    resting.removeAll(next.versions());
    alias = next;
    aliasRevision++;
    save();
    resting.stream()
        .map(this::version)
        .forEach(version -> beside("rest", version, version.function()::rest));
  }

  private void beside(String task, PublishedVersion version, Runnable body) {
    Thread thread = new Thread(body, task + "-" + name + "-" + version.number());
    thread.setDaemon(true);
    thread.start();
  }

  synchronized void delete(String number) {
    PublishedVersion version = version(number);
    if (alias.versions().contains(number)) {
      throw new AwsError(409, "ResourceConflictException", name + ":" + number + " is in use");
    }
    versions.values().remove(version);
    save();
    version.function().close();
  }

  @Override
  public synchronized void close() {
    versions.values().forEach(version -> version.function().close());
  }
}
