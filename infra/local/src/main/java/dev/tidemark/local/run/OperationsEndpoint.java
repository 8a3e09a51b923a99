package dev.tidemark.local.run;

import com.sun.net.httpserver.HttpExchange;
import dev.tidemark.local.aws.AwsAnswer;
import dev.tidemark.local.aws.AwsServer;
import dev.tidemark.local.aws.events.LocalMessaging;
import dev.tidemark.local.aws.gateway.HttpGateway;
import dev.tidemark.local.aws.gateway.Traffic;
import java.io.IOException;
import java.util.Map;

/** Tells how the run does: traffic by route and what was set aside, nothing of any person. */
record OperationsEndpoint(HttpGateway gateway, LocalMessaging messaging)
    implements AwsServer.Service {
  /** Not below /v1, which is the product's. */
  static final String PATH = "/local/operations";

  @Override
  public AwsAnswer answer(HttpExchange call, byte[] body) throws IOException {
    Traffic.Report traffic = gateway.traffic();
    return AwsAnswer.json(
        Map.of(
            "minutes", traffic.minutes(),
            "eventsPerMinute", (double) traffic.events() / traffic.minutes(),
            "requests", traffic.routes().stream().mapToLong(Traffic.Line::requests).sum(),
            "failed", traffic.routes().stream().mapToLong(Traffic.Line::failed).sum(),
            "routes", traffic.routes(),
            "erasures", traffic.erasures(),
            "deadLetters", messaging.setAside()));
  }
}
