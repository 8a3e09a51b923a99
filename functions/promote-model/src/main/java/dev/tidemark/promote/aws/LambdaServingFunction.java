package dev.tidemark.promote.aws;

import dev.tidemark.model.ModelVariables;
import dev.tidemark.model.ServedModel;
import dev.tidemark.promote.port.ConcurrentPromotionException;
import dev.tidemark.promote.port.InvocationFailedException;
import dev.tidemark.promote.port.ServingFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;

/** The function through Lambda's API. */
public record LambdaServingFunction(LambdaClient client, String function, String aliasName)
    implements ServingFunction {
  private static final String DRAFT = "$LATEST";

  /** Tells our versions from those of a deployment. */
  private static final String DESCRIPTION = "promoted model ";

  @Override
  public Alias alias() {
    GetAliasResponse found = client.getAlias(get -> get.functionName(function).name(aliasName));
    Map<String, Double> weights =
        found.routingConfig() == null ? Map.of() : found.routingConfig().additionalVersionWeights();
    return new Alias(found.functionVersion(), weights, found.revisionId());
  }

  @Override
  public void route(Alias seen, String functionVersion, Map<String, Double> weights) {
    try {
      client.updateAlias(
          update ->
              update
                  .functionName(function)
                  .name(aliasName)
                  .functionVersion(functionVersion)
                  // An empty map takes old weights away; none would leave them.
                  .routingConfig(routing -> routing.additionalVersionWeights(weights))
                  .revisionId(seen.revision()));
    } catch (PreconditionFailedException e) {
      Alias now = alias(); // as wanted, where only the answer to the first attempt was lost
      if (!now.functionVersion().equals(functionVersion) || !now.weights().equals(weights)) {
        throw new ConcurrentPromotionException("the alias was moved by somebody else");
      }
    }
  }

  @Override
  public List<Version> versions() {
    return client
        .listVersionsByFunctionPaginator(list -> list.functionName(function))
        .versions()
        .stream()
        .filter(version -> !version.version().equals(DRAFT))
        .map(LambdaServingFunction::version)
        .toList();
  }

  private static Version version(FunctionConfiguration it) {
    Map<String, String> variables =
        it.environment() == null ? Map.of() : it.environment().variables();
    String description = it.description() == null ? "" : it.description();
    return new Version(
        ModelVariables.read(variables).in(it.version()),
        build(it.codeSha256(), it.layers(), variables, it.handler(), it.memorySize(), it.timeout()),
        description.startsWith(DESCRIPTION));
  }

  @Override
  public Draft draft() {
    GetFunctionConfigurationResponse it = configuration(DRAFT);
    Map<String, String> variables = variables(it);
    return new Draft(
        ModelVariables.read(variables),
        build(
            it.codeSha256(), it.layers(), variables, it.handler(), it.memorySize(), it.timeout()));
  }

  /** Tells whether two versions differ in more than their models. */
  private static String build(
      String codeSha256,
      List<Layer> layers,
      Map<String, String> variables,
      String handler,
      Integer memory,
      Integer timeout) {
    Map<String, String> others = new TreeMap<>(variables);
    others.keySet().removeAll(ModelVariables.NAMES);
    return String.join(
        " ",
        codeSha256,
        layers.stream().map(Layer::arn).toList().toString(),
        others.toString(),
        handler,
        String.valueOf(memory),
        String.valueOf(timeout));
  }

  @Override
  public void hold(ServedModel wanted) {
    GetFunctionConfigurationResponse found = configuration(DRAFT);
    Map<String, String> variables = ModelVariables.replaced(variables(found), wanted);
    if (!variables.equals(variables(found))) {
      try {
        client.updateFunctionConfiguration(
            update ->
                update
                    .functionName(function)
                    // The whole map: what is left out would be gone.
                    .environment(environment -> environment.variables(variables))
                    .revisionId(found.revisionId()));
      } catch (PreconditionFailedException e) {
        // As wanted, where only the answer to the first attempt was lost.
        if (!variables.equals(variables(configuration(DRAFT)))) {
          throw new ConcurrentPromotionException("the function is being changed by somebody else");
        }
      }
    }
    try (LambdaWaiter waiter = LambdaWaiter.builder().client(client).build()) {
      waiter.waitUntilFunctionUpdated(get -> get.functionName(function));
    }
  }

  @Override
  public String publish(ServedModel wanted) {
    GetFunctionConfigurationResponse draft = configuration(DRAFT);
    checkHolds(wanted, variables(draft));
    try {
      PublishVersionResponse published =
          client.publishVersion(
              publish ->
                  publish
                      .functionName(function)
                      .description(DESCRIPTION + wanted.modelVersion())
                      .revisionId(draft.revisionId()));
      checkHolds(wanted, published.environment().variables());
      return published.version();
    } catch (PreconditionFailedException e) {
      throw new ConcurrentPromotionException("the function is being changed by somebody else");
    }
  }

  private static void checkHolds(ServedModel wanted, Map<String, String> variables) {
    ServedModel held = ModelVariables.read(variables);
    if (!held.answersAs(wanted)) {
      throw new ConcurrentPromotionException(
          "the function names model '"
              + held.modelVersion()
              + "' and beside it '"
              + held.experiment().modelVersion()
              + "' instead of '"
              + wanted.modelVersion()
              + "' and '"
              + wanted.experiment().modelVersion()
              + "'");
    }
  }

  @Override
  public State state(String functionVersion) {
    GetFunctionConfigurationResponse it = configuration(functionVersion);
    String reason = it.stateReason() == null ? "" : it.stateReason();
    return switch (it.state()) {
      case ACTIVE -> new State(isOptimised(it) ? Readiness.READY : Readiness.PENDING, reason);
      case PENDING -> new State(Readiness.PENDING, reason);
      default -> new State(Readiness.FAILED, it.stateAsString() + " " + reason);
    };
  }

  /** Whether the snapshot is taken, where one is wanted. */
  private static boolean isOptimised(GetFunctionConfigurationResponse it) {
    return it.snapStart() == null
        || it.snapStart().applyOn() != SnapStartApplyOn.PUBLISHED_VERSIONS
        || it.snapStart().optimizationStatus() == SnapStartOptimizationStatus.ON;
  }

  @Override
  public byte[] invoke(String functionVersion, byte[] event) {
    InvokeResponse response =
        client.invoke(
            invoke ->
                invoke
                    .functionName(function)
                    .qualifier(functionVersion)
                    .payload(SdkBytes.fromByteArray(event)));
    if (response.functionError() != null) {
      throw new InvocationFailedException("the function reported " + response.functionError());
    }
    return response.payload().asByteArray();
  }

  @Override
  public void delete(String functionVersion) {
    try {
      client.deleteFunction(delete -> delete.functionName(function).qualifier(functionVersion));
    } catch (ResourceNotFoundException e) {
      // It is gone, as wanted.
    }
  }

  private GetFunctionConfigurationResponse configuration(String qualifier) {
    return client.getFunctionConfiguration(get -> get.functionName(function).qualifier(qualifier));
  }

  /** Lambda leaves the variables out where it may not decrypt them: writing back would lose all. */
  private static Map<String, String> variables(GetFunctionConfigurationResponse it) {
    if (it.environment() == null) {
      return Map.of();
    }
    if (it.environment().error() != null) {
      throw new IllegalStateException(
          "the function's environment cannot be read: " + it.environment().error().errorCode());
    }
    return it.environment().variables();
  }
}
