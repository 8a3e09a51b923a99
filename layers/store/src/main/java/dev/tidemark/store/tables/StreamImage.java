package dev.tidemark.store.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.Interaction;
import dev.tidemark.domain.UserKey;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row of the interactions' table as its stream tells of it.
 *
 * @param interaction empty where the row tells that its user was erased
 * @param isMoved whether it was stored under another user before, so that the stream told of it
 *     then
 */
public record StreamImage(UserKey user, Optional<Interaction> interaction, boolean isMoved) {

  /**
   * @param json at the item in DynamoDB's JSON
   * @throws IOException where it is neither; what stands there is not told
   */
  public static StreamImage read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("there is no image");
    }
    Map<String, AttributeValue> item = DynamoDbJson.read(json);
    try {
      UserKey user = new UserKey(Attributes.text(item, InteractionItem.PARTITION));
      return new StreamImage(
          user,
          Tombstone.is(item) ? Optional.empty() : Optional.of(InteractionItem.read(item)),
          item.containsKey(InteractionItem.MOVED_FROM));
    } catch (RuntimeException e) { // whatever stands there
      throw new IOException("the image is no interaction: " + e.getClass().getSimpleName());
    }
  }
}
