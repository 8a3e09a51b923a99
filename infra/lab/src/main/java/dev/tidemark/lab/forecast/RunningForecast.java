package dev.tidemark.lab.forecast;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.forecast.Forecast;
import dev.tidemark.forecast.Question;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Asks a {@code tidemark up} that runs on this machine. */
record RunningForecast(int port, ObjectMapper mapper) {

  /**
   * @throws IllegalArgumentException where nothing runs there, or it has no such forecast
   */
  Forecast answer(Question question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/forecast" + query(question)))
            .build();
    HttpResponse<byte[]> response;
    try {
      response =
          HttpClient.newBuilder()
              .proxy(HttpClient.Builder.NO_PROXY)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new IllegalArgumentException(
          "nothing serves at port " + port + "; start ./tidemark up, or give a folder with --data",
          e);
    }
    if (response.statusCode() != 200) {
      throw new IllegalArgumentException(
          mapper
              .readTree(response.body())
              .path("detail")
              .asText("status " + response.statusCode()));
    }
    return mapper.readValue(response.body(), Forecast.class);
  }

  private static String query(Question question) {
    String promotion =
        question.promotion().stream().map(String::valueOf).collect(Collectors.joining(","));
    String of =
        question.id().isEmpty()
            ? ""
            : "&"
                + question.level()
                + "="
                + URLEncoder.encode(question.id(), StandardCharsets.UTF_8);
    return "?weeks="
        + question.weeks()
        + "&leadTime="
        + question.leadTime()
        + "&serviceLevel="
        + question.serviceLevel()
        + (promotion.isEmpty() ? "" : "&promotion=" + promotion)
        + of;
  }
}
