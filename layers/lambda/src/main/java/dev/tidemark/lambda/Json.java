package dev.tidemark.lambda;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The one way in which functions read and write JSON. */
public final class Json {
  /**
   * Anything behind the document makes it unreadable, a member that is named twice has no value,
   * see {@link MembersOnce}. Jackson's limits on depth, numbers and texts stay as they are. Safe
   * for use by several threads.
   */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .nodeFactory(new MembersOnce())
          .build();

  private Json() {}

  public static ObjectMapper mapper() {
    return MAPPER;
  }
}
