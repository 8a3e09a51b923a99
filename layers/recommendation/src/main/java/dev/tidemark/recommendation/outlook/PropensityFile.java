package dev.tidemark.recommendation.outlook;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.model.ModelPackage;
import dev.tidemark.model.ModelPackageException;
import dev.tidemark.propensity.PropensityModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a package holds to tell who will buy; one of before there was such, or without, has none.
 */
public final class PropensityFile {
  private static final String NAME = "propensity.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          // What is asked of a record is no part of it.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private PropensityFile() {}

  public static void write(Path folder, PropensityModel model) throws IOException {
    JSON.writeValue(folder.resolve(NAME).toFile(), model);
  }

  /**
   * @throws ModelPackageException where the file is there and cannot be read
   */
  public static Optional<PropensityModel> read(ModelPackage model) {
    if (!model.manifest().files().containsKey(NAME)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          JSON.readValue(model.folder().resolve(NAME).toFile(), PropensityModel.class).readable());
    } catch (IOException e) {
      throw new ModelPackageException(
          "model " + model.manifest().version() + ": its " + NAME + " is not readable; train again",
          e);
    }
  }
}
