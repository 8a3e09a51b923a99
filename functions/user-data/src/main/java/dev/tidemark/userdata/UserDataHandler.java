package dev.tidemark.userdata;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemark.domain.InvalidFieldException;
import dev.tidemark.lambda.Environment;
import dev.tidemark.lambda.Failures;
import dev.tidemark.lambda.HttpFunction;
import dev.tidemark.lambda.HttpRequest;
import dev.tidemark.lambda.HttpResponse;
import dev.tidemark.lambda.ProblemException;
import dev.tidemark.lambda.SnapStart;
import dev.tidemark.store.StoreUnavailableException;
import dev.tidemark.store.erasure.ErasureReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Lambda function that tells what is held of a user, and erases it. */
public final class UserDataHandler implements RequestStreamHandler {
  static final String DATA = "GET /v1/users/{id}/data";
  static final String ERASE = "DELETE /v1/users/{id}";

  private static final Logger LOG = LoggerFactory.getLogger(UserDataHandler.class);

  /** No shop's: it is no well-formed id. */
  private static final String NOBODY = "\0nobody";

  /** Enough for one more page and the answer. */
  private static final int SPARE_MILLIS = 5_000;

  private final PersonStores stores;
  private final InstantSource clock;
  private final HttpFunction http = new HttpFunction(Map.of(DATA, this::data, ERASE, this::erase));

  public UserDataHandler() {
    this(PersonStores.open(Environment.read(UserDataConfig::new)), InstantSource.system());
    SnapStart.register(this::prime);
  }

  UserDataHandler(PersonStores stores, InstantSource clock) {
    this.stores = stores;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    http.handle(in, out, context);
  }

  /** Sets up the client before the snapshot. */
  void prime() {
    try {
      stores.erasures().erasedAt(stores.users().keyOf(NOBODY));
    } catch (RuntimeException e) {
      // The snapshot also works without, its first request is only slower.
      LOG.warn("the store was not read before the snapshot: {}", Failures.describe(e));
    }
  }

  /** What a route does with the user that it names. */
  @FunctionalInterface
  private interface Work {
    HttpResponse with(String userId, BooleanSupplier late) throws IOException;
  }

  private HttpResponse data(HttpRequest request, Context context) {
    return answer(
        request,
        context,
        (userId, late) ->
            new HttpResponse(
                200,
                Map.of("content-type", "application/x-ndjson"),
                new HeldData(stores, late)
                    .of(stores.users().keyOf(userId), request.query().getOrDefault("next", ""))));
  }

  private HttpResponse erase(HttpRequest request, Context context) {
    return answer(
        request,
        context,
        (userId, late) ->
            HttpResponse.json(200, json(new Erasure(stores, late).of(userId, clock.instant()))));
  }

  private static Map<String, Object> json(ErasureReceipt receipt) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("userKey", receipt.userKey());
    members.put("erasedAt", receipt.erasedAt().toString());
    members.put("erased", receipt.erased());
    Map<String, String> remaining = new LinkedHashMap<>();
    receipt.remaining().forEach((copy, until) -> remaining.put(copy, until.toString()));
    members.put("remaining", remaining);
    members.put("sha256", receipt.sha256());
    return members;
  }

  private static HttpResponse answer(HttpRequest request, Context context, Work work) {
    BooleanSupplier late = () -> context.getRemainingTimeInMillis() < SPARE_MILLIS;
    try {
      return work.with(RequestedUser.of(request), late).withHeader("cache-control", "no-store");
    } catch (InvalidFieldException e) {
      throw new ProblemException(400, e.getMessage(), Map.of("field", e.field()));
    } catch (UnfinishedException e) {
      return HttpResponse.problem(503, "It takes longer than one request; send the same again")
          .withHeader("retry-after", "1");
    } catch (StoreUnavailableException | SdkException | IOException | UncheckedIOException e) {
      LOG.warn("request {}: {}", context.getAwsRequestId(), Failures.describe(e));
      return HttpResponse.problem(503, "A store does not answer; send the same again")
          .withHeader("retry-after", "2");
    }
  }
}
