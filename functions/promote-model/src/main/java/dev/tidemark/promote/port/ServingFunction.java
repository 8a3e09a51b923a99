package dev.tidemark.promote.port;

import dev.tidemark.model.ServedModel;
import java.util.List;
import java.util.Map;

/**
 * The function that recommends, as Lambda keeps it: a draft, published versions that never change,
 * and the alias that requests go to.
 */
public interface ServingFunction {

  /**
   * Where requests go.
   *
   * @param functionVersion that gets all but the weights
   * @param weights share by further function version
   * @param revision tells a later change
   */
  record Alias(String functionVersion, Map<String, Double> weights, String revision) {
    public Alias {
      weights = Map.copyOf(weights);
    }
  }

  /**
   * A published version.
   *
   * @param build tells code and configuration without the models
   * @param ours whether it was published by a promotion, not by a deployment
   */
  record Version(ServedModel served, String build, boolean ours) {}

  /**
   * What would be published now.
   *
   * @param served in no version yet
   */
  record Draft(ServedModel served, String build) {}

  /** How far Lambda has brought a version. */
  enum Readiness {
    READY,
    PENDING,
    FAILED
  }

  /**
   * @param reason of a failure, or blank
   */
  record State(Readiness readiness, String reason) {}

  Alias alias();

  /**
   * Sends all requests to one version, but for the weights.
   *
   * @param seen what the alias is thought to be
   * @throws ConcurrentPromotionException where it is something else by now
   */
  void route(Alias seen, String functionVersion, Map<String, Double> weights);

  /** All published versions, oldest first. */
  List<Version> versions();

  Draft draft();

  /**
   * Lets the draft hold a model, and the one beside it or none, and waits until it does; the rest
   * of it stays as it is.
   *
   * @throws ConcurrentPromotionException where somebody else changes the draft
   */
  void hold(ServedModel wanted);

  /**
   * Publishes the draft; the same draft again is the same version.
   *
   * @return the version
   * @throws ConcurrentPromotionException where the draft does not hold these models
   */
  String publish(ServedModel wanted);

  State state(String functionVersion);

  /**
   * @return the answer
   * @throws InvocationFailedException where the function failed
   */
  byte[] invoke(String functionVersion, byte[] event);

  /** Nothing happens where there is no such version. */
  void delete(String functionVersion);
}
