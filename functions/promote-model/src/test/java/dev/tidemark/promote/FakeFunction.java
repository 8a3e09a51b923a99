package dev.tidemark.promote;

import dev.tidemark.model.ServedModel;
import dev.tidemark.promote.port.ConcurrentPromotionException;
import dev.tidemark.promote.port.ServingFunction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lambda's rules about drafts, versions and aliases, in memory. */
final class FakeFunction implements ServingFunction {
  private final Map<Integer, Version> versions = new TreeMap<>();
  private final Map<String, State> states = new HashMap<>();
  private final Map<String, String> fallbacks = new HashMap<>();
  private Draft draft;
  private Alias alias;
  private int last;
  private int revision;

  /** As after a first deployment. */
  FakeFunction(String modelVersion) {
    deploy(modelVersion, "code-1");
  }

  /** What a stack update does: other code, the parameter's model, the alias on a new version. */
  void deploy(String modelVersion, String build) {
    draft = new Draft(new ServedModel(modelVersion, ""), build);
    alias = new Alias(published(false), Map.of(), nextRevision());
  }

  /** From now on the version is in this state. */
  void put(String functionVersion, State state) {
    states.put(functionVersion, state);
  }

  /** From now on the version answers from another model than its own. */
  void answersFrom(String functionVersion, String modelVersion) {
    fallbacks.put(functionVersion, modelVersion);
  }

  /** Models that a request may be answered from, and whether each version is whole. */
  List<String> answering() {
    Map<String, Double> all = new HashMap<>(alias.weights());
    all.put(alias.functionVersion(), 1.0);
    return all.keySet().stream().sorted().map(this::modelOf).toList();
  }

  @Override
  public Alias alias() {
    return alias;
  }

  @Override
  public void route(Alias seen, String functionVersion, Map<String, Double> weights) {
    if (!seen.revision().equals(alias.revision())) {
      throw new ConcurrentPromotionException("the alias was moved");
    }
    modelOf(functionVersion);
    weights.keySet().forEach(this::modelOf);
    if (weights.containsKey(functionVersion)) {
      throw new IllegalArgumentException("a weight for the alias's own version");
    }
    alias = new Alias(functionVersion, weights, nextRevision());
  }

  @Override
  public List<Version> versions() {
    return List.copyOf(versions.values());
  }

  @Override
  public Draft draft() {
    return draft;
  }

  @Override
  public void hold(ServedModel wanted) {
    draft = new Draft(wanted.in(""), draft.build());
  }

  @Override
  public String publish(ServedModel wanted) {
    if (!draft.served().answersAs(wanted)) {
      throw new ConcurrentPromotionException("the draft holds " + draft.served());
    }
    return published(true);
  }

  private String published(boolean ours) {
    Version newest = versions.get(last);
    if (newest == null
        || !newest.served().answersAs(draft.served())
        || !newest.build().equals(draft.build())) {
      last++;
      versions.put(
          last, new Version(draft.served().in(Integer.toString(last)), draft.build(), ours));
    }
    return Integer.toString(last);
  }

  @Override
  public State state(String functionVersion) {
    modelOf(functionVersion);
    return states.getOrDefault(functionVersion, new State(Readiness.READY, ""));
  }

  @Override
  public byte[] invoke(String functionVersion, byte[] event) {
    String model = fallbacks.getOrDefault(functionVersion, modelOf(functionVersion));
    String body = "{\\\"modelVersion\\\":\\\"" + model + "\\\"}";
    return ("{\"statusCode\":200,\"body\":\"" + body + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void delete(String functionVersion) {
    if (functionVersion.equals(alias.functionVersion())
        || alias.weights().containsKey(functionVersion)) {
      throw new IllegalStateException("version " + functionVersion + " is in use");
    }
    versions.remove(Integer.valueOf(functionVersion));
  }

  private String modelOf(String functionVersion) {
    Version version = versions.get(Integer.valueOf(functionVersion));
    if (version == null) {
      throw new AssertionError("there is no version " + functionVersion);
    }
    return version.served().modelVersion();
  }

  private String nextRevision() {
    revision++;
    return Integer.toString(revision);
  }
}
