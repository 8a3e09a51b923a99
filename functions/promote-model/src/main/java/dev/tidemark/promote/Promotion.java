package dev.tidemark.promote;

import dev.tidemark.model.Decision;
import dev.tidemark.model.Experiment;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.ModelRegistry.Entry;
import dev.tidemark.model.PromotionState;
import dev.tidemark.model.PromotionState.Phase;
import dev.tidemark.model.ServedModel;
import dev.tidemark.promote.port.CanaryMetrics;
import dev.tidemark.promote.port.ServingFunction;
import dev.tidemark.promote.port.ServingFunction.Draft;
import dev.tidemark.promote.port.ServingFunction.Readiness;
import dev.tidemark.promote.port.ServingFunction.State;
import dev.tidemark.promote.port.ServingFunction.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The steps from a trained model to one that serves. Each can be repeated; a step of a model that
 * is not under way changes nothing.
 */
final class Promotion {
  private static final double CANARY_WEIGHT = 0.1;

  /** More failed invocations of a hundred than this, and the canary has failed. */
  private static final int MOST_ERRORS_PERCENT = 1;

  private final ServingFunction function;
  private final CanaryMetrics metrics;
  private final ModelRegistry registry;
  private final Admission admission;
  private final Reconciler reconciler;
  private final InstantSource clock;

  Promotion(
      ServingFunction function,
      CanaryMetrics metrics,
      ModelRegistry registry,
      Admission admission,
      InstantSource clock) {
    this.function = function;
    this.metrics = metrics;
    this.registry = registry;
    this.admission = admission;
    this.reconciler = new Reconciler(function, registry, clock);
    this.clock = clock;
  }

  /**
   * @param share percent of the users that the model is to answer; of an experiment alone
   */
  StepResult run(PromotionStep step, String modelVersion, int share) {
    return switch (step) {
      case PUBLISH -> publish(modelVersion);
      case READY -> ready(modelVersion);
      case CANARY -> canary(modelVersion);
      case CHECK -> check(modelVersion);
      case SHIFT -> shift(modelVersion);
      case BACK -> back(modelVersion);
      case ROLLBACK -> rollback(modelVersion);
      case EXPERIMENT -> experiment(new Experiment(modelVersion, share));
      case SETTLE -> settle();
    };
  }

  private StepResult publish(String model) {
    Entry found = reconciler.find();
    if (found.state().isUnderWay(model, Phase.PUBLISHING)) {
      return publish(found);
    }
    Entry settled = reconciler.settle(found);
    ServedModel champion = settled.state().champion();
    if (champion.modelVersion().equals(model)) {
      return StepResult.refused("model " + model + " is in service already");
    }
    if (champion.experiment().isOn()) {
      return refused(model, champion.experiment());
    }
    Decision decision = admission.judge(model, champion.modelVersion());
    if (decision.outcome().equals(Decision.REFUSED)) {
      return StepResult.refused(decision.reason());
    }
    return publish(under(settled, Phase.PUBLISHING, new ServedModel(model, "")));
  }

  /** A new champion would cut the experiment short; its model can be published afterwards. */
  private StepResult refused(String model, Experiment experiment) {
    String reason =
        "an experiment with model "
            + experiment.modelVersion()
            + " is under way; end it, then publish this model";
    String now = clock.instant().toString();
    registry.decide(new Decision(model, Decision.REFUSED, reason, Map.of(), now));
    return StepResult.refused(reason);
  }

  private StepResult experiment(Experiment wanted) {
    Entry settled = reconciler.settle(reconciler.find());
    ServedModel champion = settled.state().champion();
    if (champion.modelVersion().isEmpty()) {
      return StepResult.refused("there is no model in service that it could be compared with");
    }
    if (champion.modelVersion().equals(wanted.modelVersion())) {
      return StepResult.refused(
          "model " + wanted.modelVersion() + " is in service already; name another one");
    }
    if (champion.experiment().equals(wanted)) {
      return StepResult.of("done", "it is under way already", champion);
    }
    Optional<String> fault = admission.fault(wanted.modelVersion());
    return fault.isPresent()
        ? StepResult.refused(fault.get())
        : publish(
            under(settled, Phase.PUBLISHING, new ServedModel(champion.modelVersion(), "", wanted)));
  }

  private StepResult publish(Entry underWay) {
    ServedModel wanted = underWay.state().challenger();
    function.hold(wanted);
    ServedModel challenger = wanted.in(function.publish(wanted));
    if (!challenger.equals(wanted)) {
      under(underWay, Phase.PUBLISHING, challenger);
    }
    return StepResult.of(
        "published", "published as version " + challenger.functionVersion(), challenger);
  }

  private StepResult ready(String model) {
    PromotionState standing = reconciler.find().state();
    if (!standing.isUnderWay(model, Phase.PUBLISHING, Phase.CANARY)) {
      return notUnderWay("failed", model, standing);
    }
    State state = function.state(standing.challenger().functionVersion());
    return switch (state.readiness()) {
      case READY -> StepResult.of("ready", "", standing.challenger());
      case PENDING -> StepResult.of("pending", state.reason(), standing.challenger());
      case FAILED -> failed("failed", standing, "the function does not start: " + state.reason());
    };
  }

  private StepResult canary(String model) {
    Entry found = reconciler.find();
    PromotionState standing = found.state();
    if (!standing.isUnderWay(model, Phase.PUBLISHING, Phase.CANARY)) {
      return notUnderWay("failed", model, standing);
    }
    ServedModel challenger = standing.challenger();
    Optional<String> fault = new WarmUp(function, registry).fault(challenger);
    if (fault.isPresent()) {
      return failed("failed", standing, fault.get());
    }
    under(found, Phase.CANARY, challenger);
    function.route(
        function.alias(),
        standing.champion().functionVersion(),
        Map.of(challenger.functionVersion(), CANARY_WEIGHT));
    return StepResult.of("started", "", challenger);
  }

  private StepResult check(String model) {
    PromotionState standing = reconciler.find().state();
    if (!standing.isUnderWay(model, Phase.CANARY)) {
      return notUnderWay("fail", model, standing);
    }
    CanaryMetrics.Counts counts =
        metrics.since(Instant.parse(standing.since()), standing.challenger().functionVersion());
    String figures = counts.errors() + " of " + counts.invocations() + " requests failed";
    return counts.errors() * 100 > counts.invocations() * MOST_ERRORS_PERCENT
        ? failed("fail", standing, figures)
        : StepResult.of("pass", figures, standing.challenger());
  }

  private StepResult shift(String model) {
    Entry found = reconciler.find();
    PromotionState standing = found.state();
    if (standing.phase() == Phase.NONE && standing.champion().modelVersion().equals(model)) {
      return StepResult.of("done", "model " + model + " is in service", standing.champion());
    }
    if (!standing.isUnderWay(model, Phase.CANARY, Phase.SHIFTING)) {
      return notUnderWay("failed", model, standing);
    }
    return shift(found, standing.challenger());
  }

  private StepResult shift(Entry found, ServedModel challenger) {
    Entry shifting =
        found.state().phase() == Phase.SHIFTING ? found : under(found, Phase.SHIFTING, challenger);
    ServedModel champion = reconciler.finish(shifting).state().champion();
    String beside =
        champion.experiment().isOn() ? ", beside it " + champion.experiment().modelVersion() : "";
    return StepResult.of(
        "done", "model " + champion.modelVersion() + " is in service" + beside, champion);
  }

  private StepResult back(String model) {
    Entry found = reconciler.find();
    if (!found.state().isUnderWay(model, Phase.PUBLISHING, Phase.CANARY, Phase.SHIFTING)) {
      return StepResult.of("done", "nothing to undo", found.state().champion());
    }
    ServedModel champion =
        reconciler.undo(found, "its promotion was broken off").state().champion();
    return StepResult.of("done", "all requests go to the champion again", champion);
  }

  /** A kept version of today's code serves at once; else one is published, and goes all the way. */
  private StepResult rollback(String model) {
    Entry settled = reconciler.settle(reconciler.find());
    PromotionState standing = settled.state();
    boolean known =
        standing.previous().stream().anyMatch(it -> it.modelVersion().equals(model))
            || (!model.isEmpty()
                && (standing.champion().modelVersion().equals(model)
                    || standing.champion().experiment().modelVersion().equals(model)));
    if (!known) {
      return StepResult.refused(
          "model '"
              + model
              + "' is none of the former champions "
              + standing.previous().stream().map(ServedModel::modelVersion).toList());
    }
    Optional<String> otherFormat = admission.otherFormat(model);
    if (otherFormat.isPresent()) {
      return StepResult.refused(otherFormat.get());
    }
    Draft draft = function.draft();
    WarmUp warmUp = new WarmUp(function, registry);
    Optional<ServedModel> kept =
        function.versions().stream()
            .filter(it -> it.build().equals(draft.build()))
            .map(Version::served)
            .filter(it -> it.answersAs(new ServedModel(model, "")))
            .filter(it -> function.state(it.functionVersion()).readiness() == Readiness.READY)
            .reduce((older, newer) -> newer)
            // Kept for long, it may have to start again, on a package that was damaged since.
            .filter(served -> warmUp.fault(served).isEmpty());
    if (kept.isPresent()) {
      return shift(settled, kept.get());
    }
    Optional<String> fault = admission.fault(model);
    return fault.isPresent()
        ? StepResult.refused(fault.get())
        : publish(under(settled, Phase.PUBLISHING, new ServedModel(model, "")));
  }

  /** Waits for what is under way, which ends with a version of its own. */
  private StepResult settle() {
    Entry found = reconciler.find();
    ServedModel champion = found.state().champion();
    if (found.state().phase() != Phase.NONE) {
      return StepResult.of("pending", "a promotion is under way", champion);
    }
    if (champion.modelVersion().isEmpty()) {
      return StepResult.of("done", "there is no model yet", champion);
    }
    String build = function.draft().build();
    boolean hasTodaysCode =
        function.versions().stream()
            .anyMatch(it -> it.served().equals(champion) && it.build().equals(build));
    String model = champion.modelVersion();
    if (hasTodaysCode) {
      reconciler.settle(found);
      return StepResult.of("done", "model " + model + " is in service with today's code", champion);
    }
    // Reads the whole package.
    Optional<String> fault = admission.otherFormat(model).or(() -> admission.fault(model));
    return fault.isPresent()
        ? StepResult.refused(fault.get())
        : publish(
            under(
                reconciler.settle(found),
                Phase.PUBLISHING,
                new ServedModel(model, "", champion.experiment())));
  }

  private Entry under(Entry found, Phase phase, ServedModel challenger) {
    return reconciler.write(found, found.state().in(phase, challenger, clock.instant().toString()));
  }

  private StepResult failed(String outcome, PromotionState standing, String reason) {
    reconciler
        .judged(standing)
        .map(it -> it.then(Decision.FAILED, reason, clock.instant().toString()))
        .ifPresent(registry::decide);
    return StepResult.of(outcome, reason, standing.challenger());
  }

  private static StepResult notUnderWay(String outcome, String model, PromotionState standing) {
    return new StepResult(
        outcome,
        "the promotion of model "
            + model
            + " is not at this step: champion is '"
            + standing.champion().modelVersion()
            + "', phase "
            + standing.phase()
            + " of '"
            + standing.challenger().modelVersion()
            + "'",
        "",
        model);
  }
}
