package dev.tidemark.promote;

import dev.tidemark.lambda.Failures;
import dev.tidemark.model.DamagedPromotionException;
import dev.tidemark.model.Decision;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ModelRegistry.Entry;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.ServedModel;
import dev.tidemark.promote.port.ConcurrentPromotionException;
import dev.tidemark.promote.port.ServingFunction;
import dev.tidemark.promote.port.ServingFunction.Alias;
import dev.tidemark.promote.port.ServingFunction.Version;
import dev.tidemark.store.StoreUnavailableException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings alias, weights, environment and versions of the function to what the registry says. All of
 * it can be broken off anywhere and be done again.
 */
record Reconciler(ServingFunction function, ModelRegistry registry, InstantSource clock) {
  /** Function versions that stay, the champion's among them. */
  private static final int KEPT = 5;

  /** Models that stay, whatever came of them, beside those that may be served again. */
  private static final int NEWEST_MODELS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /**
   * Before the first promotion, and where its file is lost, champion is whatever the alias serves.
   */
  Entry find() {
    try {
      return registry.promotion().orElseGet(() -> new Entry(adopted(), Optional.empty()));
    } catch (DamagedPromotionException e) {
      LOG.error("{}", e.getMessage());
      PromotionState adopted = adopted();
      return write(registry.setAside(e, adopted), adopted);
    }
  }

  /**
   * @throws ConcurrentPromotionException where somebody else has written since {@code seen}
   */
  Entry write(Entry seen, PromotionState next) {
    return registry
        .write(seen, next)
        .orElseThrow(
            () ->
                new ConcurrentPromotionException(
                    "champion.json was changed by somebody else; another promotion is under way"));
  }

  /** Finishes or undoes what another run has left; afterwards nothing is under way. */
  Entry settle(Entry found) {
    return switch (found.state().phase()) {
      case NONE -> bring(found, found.state());
      case PUBLISHING, CANARY -> undo(found, "another run found it unfinished");
      case SHIFTING ->
          isThere(found.state().challenger(), function.versions())
              ? finish(found)
              : undo(found, "its version is gone");
    };
  }

  /** All requests to the champion, and nothing under way. */
  Entry undo(Entry found, String reason) {
    judged(found.state())
        .filter(decision -> !decision.outcome().equals(Decision.FAILED))
        .ifPresent(decision -> registry.decide(decision.then(Decision.WITHDRAWN, reason, now())));
    return bring(found, found.state().undone(now()));
  }

  /** What was decided on the challenger; that the champion begins an experiment, nobody judged. */
  Optional<Decision> judged(PromotionState state) {
    return Optional.of(state.challenger().modelVersion())
        .filter(model -> !model.equals(state.champion().modelVersion()))
        .flatMap(registry::decision);
  }

  /** All requests to the challenger, which is champion then. */
  Entry finish(Entry found) {
    String model = found.state().challenger().modelVersion();
    Decision known =
        registry
            .decision(model)
            .orElseGet(() -> new Decision(model, Decision.ACCEPTED, "", Map.of(), now()));
    registry.decide(known.then(Decision.PROMOTED, "in service", now()));
    return bring(found, found.state().shifted(now()));
  }

  /** The function first, the registry last: until then, whoever comes does all of it again. */
  private Entry bring(Entry found, PromotionState wanted) {
    Alias alias = function.alias();
    List<Version> versions = function.versions();
    PromotionState next =
        deployed(alias, found.state(), versions)
            .filter(version -> isTakenOver(version, wanted.champion(), versions))
            .map(version -> wanted.servedBy(version.served()))
            .orElse(wanted);
    ServedModel champion = next.champion();
    if (!alias.functionVersion().equals(champion.functionVersion()) || !alias.weights().isEmpty()) {
      function.route(alias, champion.functionVersion(), Map.of());
    }
    if (!function.draft().served().answersAs(champion)) {
      function.hold(champion);
    }
    if (found.state().champion().experiment().isOn() && !champion.experiment().isOn()) {
      LOG.warn("the experiment is over, the champion answers all");
    }
    // What was only adopted is written, so that the next training knows whom to compare with.
    boolean isWritten = next.equals(found.state()) && found.tag().isPresent();
    Entry settled = isWritten ? found : write(found, next);
    forget(versions, next);
    forgetModels(versions, next);
    return settled;
  }

  /** The version that a deployment has moved the alias to; empty where promotion has put it. */
  private static Optional<Version> deployed(
      Alias alias, PromotionState found, List<Version> versions) {
    return versions.stream()
        .filter(version -> version.served().functionVersion().equals(alias.functionVersion()))
        .filter(version -> !version.served().equals(found.champion()))
        .filter(version -> !version.served().equals(found.challenger()))
        .findFirst();
  }

  /** It serves the champion's model with newer code, or the champion's version is gone. */
  private static boolean isTakenOver(
      Version deployed, ServedModel champion, List<Version> versions) {
    return deployed.served().modelVersion().equals(champion.modelVersion())
        || !isThere(champion, versions);
  }

  private static boolean isThere(ServedModel served, List<Version> versions) {
    return versions.stream().anyMatch(version -> version.served().equals(served));
  }

  /** Whoever was promoted and is still kept is a former champion again. */
  private PromotionState adopted() {
    String functionVersion = function.alias().functionVersion();
    List<Version> versions = function.versions();
    PromotionState former = PromotionState.adopted(ServedModel.NOTHING, now());
    for (Version version : versions) {
      if (!version.served().modelVersion().isEmpty()
          && registry.isPromoted(version.served().modelVersion())) {
        former = former.servedBy(version.served());
      }
    }
    PromotionState before = former;
    return versions.stream()
        .filter(version -> version.served().functionVersion().equals(functionVersion))
        .map(version -> before.servedBy(version.served()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the alias names version " + functionVersion + ", which is not published"));
  }

  /** Versions of deployments stay: CloudFormation may want to go back to them. */
  private void forget(List<Version> versions, PromotionState standing) {
    Set<String> kept = new HashSet<>();
    kept.add(standing.champion().functionVersion());
    standing.previous().stream().limit(KEPT - 1).forEach(it -> kept.add(it.functionVersion()));
    for (Version version : versions) {
      if (version.ours() && !kept.contains(version.served().functionVersion())) {
        function.delete(version.served().functionVersion());
      }
    }
  }

  /** All but the newest and those that a version of the function held when this run came. */
  private void forgetModels(List<Version> versions, PromotionState standing) {
    List<String> models = registry.versions();
    if (models.size() <= NEWEST_MODELS) {
      return;
    }
    Set<String> kept = new HashSet<>(models.subList(models.size() - NEWEST_MODELS, models.size()));
    List<ServedModel> served = new ArrayList<>(List.of(standing.champion(), standing.challenger()));
    served.addAll(standing.previous());
    versions.forEach(version -> served.add(version.served()));
    for (ServedModel model : served) {
      kept.add(model.modelVersion());
      kept.add(model.experiment().modelVersion());
    }
    try {
      models.stream().filter(model -> !kept.contains(model)).forEach(registry::delete);
    } catch (StoreUnavailableException | UncheckedIOException e) {
      LOG.warn("old models stay until the next promotion: {}", Failures.describe(e));
    }
  }

  private String now() {
    return clock.instant().toString();
  }
}
