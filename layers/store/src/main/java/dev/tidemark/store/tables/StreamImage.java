package dev.tidemark.store.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.Interaction;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An interaction as the stream of its table tells of it.
 *
 * @param isMoved whether it was stored under another user before, so that the stream told of it
 *     then
 */
public record StreamImage(Interaction interaction, boolean isMoved) {

  /**
   * @param json at the item in DynamoDB's JSON
   * @throws IOException where it is no interaction; what stands there is not told
   */
  public static StreamImage read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("there is no image");
    }
    Map<String, AttributeValue> item = DynamoDbJson.read(json);
    try {
      return new StreamImage(
          InteractionItem.read(item), item.containsKey(InteractionItem.MOVED_FROM));
    } catch (RuntimeException e) { // whatever stands there
      throw new IOException("the image is no interaction: " + e.getClass().getSimpleName());
    }
  }
}
