package dev.tidemark.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Lambda function behind an HTTP API: reads the event, calls the route, writes the answer, and
 * turns every exception into a problem that tells the caller nothing internal.
 */
public final class HttpFunction {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);

  private final Map<String, Route> routes;

  /** What answers one route of the template. */
  @FunctionalInterface
  public interface Route {
    HttpResponse handle(HttpRequest request, Context context);
  }

  /**
   * @param routes by route key, such as {@code POST /v1/events}
   */
  public HttpFunction(Map<String, Route> routes) {
    this.routes = Map.copyOf(routes);
  }

  public void handle(InputStream in, OutputStream out, Context context) throws IOException {
    write(answer(in, context), out);
  }

  private HttpResponse answer(InputStream in, Context context) throws IOException {
    try {
      HttpRequest request = HttpRequest.read(in);
      Route route = routes.get(request.route());
      return route == null
          ? HttpResponse.problem(404, "There is no such route")
          : route.handle(request, context);
    } catch (JsonProcessingException | CharConversionException e) {
      return HttpResponse.problem(400, "The event is not JSON of payload format 2.0");
    } catch (ProblemException e) {
      return e.answer();
    } catch (RuntimeException e) {
      LOG.error("request {} failed: {}", context.getAwsRequestId(), Failures.describe(e));
      return HttpResponse.problem(
          500,
          "The request could not be served; its id is in the function's log",
          Map.of("requestId", String.valueOf(context.getAwsRequestId())));
    }
  }

  private static void write(HttpResponse response, OutputStream out) throws IOException {
    try (JsonGenerator json = Json.mapper().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", response.status());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : response.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeFieldName("body");
      json.writeUTF8String(response.body(), 0, response.body().length);
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
  }
}
