package dev.tidemark.insight;

import dev.tidemark.forecast.ShopForecast;
import dev.tidemark.forecast.file.ForecastFile;
import dev.tidemark.lambda.ProblemException;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.model.ModelRegistry;
import dev.tidemark.model.PromotionState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forecast that travels with the model in service. It is kept in memory, and read again where
 * another model has come into service, which is looked up at most once in {@link #FRESH}.
 */
final class ServedForecast {
  static final Duration FRESH = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(ServedForecast.class);

  private final ModelRegistry registry;
  private final InstantSource clock;
  private Instant looked = Instant.MIN;
  private String version = "";
  private Optional<ShopForecast> forecast = Optional.empty();

  ServedForecast(ModelRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * @throws ProblemException where there is none, naming why and what to do
   */
  synchronized ShopForecast current() {
    Instant now = clock.instant();
    if (forecast.isEmpty() || now.isAfter(looked.plus(FRESH))) {
      String served = served();
      if (forecast.isEmpty() || !served.equals(version)) {
        forecast = Optional.of(read(served));
        version = served;
      }
      looked = now;
    }
    return forecast.orElseThrow();
  }

  private String served() {
    return registry
        .standing()
        .map(PromotionState::champion)
        .map(champion -> champion.modelVersion())
        .filter(served -> !served.isEmpty())
        .orElseThrow(
            () ->
                new ProblemException(
                    404, "There is no forecast, since no model is in service yet; train one"));
  }

  private ShopForecast read(String served) {
    try (InputStream file =
        registry
            .openListed(served, ModelPackage.FORECAST)
            .orElseThrow(
                () ->
                    new ProblemException(
                        404,
                        "The model in service, "
                            + served
                            + ", has no forecast: nothing was sold in a complete week before it"
                            + " was trained, or it is older than forecasts are; train again"))) {
      return ForecastFile.read(file);
    } catch (IOException | ModelPackageException e) {
      LOG.error("the forecast of model {} cannot be read: {}", served, e.getMessage());
      throw new ProblemException(
          503, "The forecast of the model in service is damaged; train again, or roll back");
    }
  }
}
