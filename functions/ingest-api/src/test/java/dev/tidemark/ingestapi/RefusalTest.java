package dev.tidemark.ingestapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lambda.JsonBody;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, with field, value and remedy. */
class RefusalTest extends IngestCase {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'timestamp':'yesterday'             | timestamp: 'yesterday' is not accepted; give ISO 8601",
        "'timestamp':'2026-02-30T12:00:00Z'  | timestamp: '2026-02-30T12:00:00Z' is not accepted",
        "'timestamp':'2026-11-24T24:00:00Z'  | timestamp: '2026-11-24T24:00:00Z' is not accepted",
        "'timestamp':'٢٠٢٦-١١-٢٤'              | timestamp: '٢٠٢٦-١١-٢٤' is not accepted",
        "'timestamp':1764000000              | timestamp: '1764000000' is not accepted",
        "'timestamp':1.5                     | timestamp: '1.5' is not accepted; give ISO 8601",
        "'timestamp':99999999999999999999    | timestamp: '99999999999999999999' is not accepted",
        "'timestamp':-5                      | timestamp: '-5' is not accepted",
        "'timestamp':'2026-11-25T12:00:01Z'  | it is more than 24 h ahead",
        "'timestamp':null                    | timestamp: is missing",
        "'timestamp':'1764000000000'         | or epoch milliseconds as a number",
        "'type':null                         | type: is missing; give what the user did, such as view",
        "'type':'\\ud800\\u0000'             | type: '\uFFFD\uFFFD' is not accepted; give view",
        "'quantity':1.5                      | quantity: '1.5' is not accepted; give a whole number",
        "'quantity':'2'                      | quantity: '\"2\"' is not accepted; give a whole number",
        "'itemId':1.0                        | itemId: '1.0' is not accepted; give a text",
        "'itemId':1234567890e111             | is not accepted; give a text",
        "'userId':true                       | userId: 'true' is not accepted; give a text",
        "'userId':' '                        | userId: is missing; give a text of 1 to 128",
        "'type':'Buy now'                    | type: 'Buy now' is not accepted; give view, click",
        "'price':'cheap'                     | price: '\"cheap\"' is not accepted; give a number",
        "'price':-1                          | price: '-1.0' is not accepted; give a number from 1.0E-9",
        "'price':1e300                       | price: '1.0E300' is not accepted",
        "'value':1e-300                      | value: '1.0E-300' is not accepted",
        "'quantity':0                        | quantity: '0' is not accepted; give a whole number",
        "'eventId':'a#b'                     | eventId: 'a#b' is not accepted; leave out",
        "'context':[1]                       | context: '[1]' is not accepted; give an object",
        "'context':{'a':{}}                  | context.a: '{}' is not accepted; give a text",
        "'recommendationId':7                | recommendationId: '7' is not accepted; give a text",
        "'placement':['home']                | placement: '[\"home\"]' is not accepted; give a text",
        "'placement':'\\u0007'              | context.placement: 'text with control characters",
        "'userId':'v'                        | userId: '\"named twice\"' is not accepted",
        "'userId':'\\ud800'                  | userId: 'text with control characters"
      })
  void shouldNameFieldValueAndRemedy(String field, String error) {
    String entry = event("u1", "i1", "1764000000000");
    String changed = changed(entry, field.replace('\'', '"'));

    Client.Answer answer = client.events(events(changed));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").path(0).path("error").asText()).contains(error);
    assertThat(interactions.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16"})
  void shouldRefuseTextThatIsNotUtf8(String charset) {
    String body = events(event("M\u00fcller", "i1", "1764000000000"));

    Client.Answer answer =
        client.call(
            IngestHandler.EVENTS, "application/json", body.getBytes(Charset.forName(charset)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asText()).contains("UTF-8");
    assertThat(interactions.size()).isZero();
  }

  @Test
  void shouldRefuseAnEventThatNamesTwoLists() {
    String two = ",\"recommendationId\":\"a\",\"context\":{\"recommendationId\":\"b\"}}";

    Client.Answer answer =
        client.events(events(event("u1", "i1", "1764000000000").replace("}", two)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").path(0).path("error").asText())
        .isEqualTo(
            "recommendationId: 'a' is not accepted; context says something else; give it once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{\"events\":{}}", "{\"items\":[]}", "{\"events\":[]} x"})
  void shouldRefuseABodyThatIsNoListOfEvents(String body) {
    Client.Answer answer = client.events(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().path("content-type").asText())
        .isEqualTo("application/problem+json");
    assertThat(answer.body().path("detail").asText()).contains("{\"events\": [...]}");
  }

  @Test
  void shouldSayWhereABodyStopsBeingJson() {
    Client.Answer answer = client.events("{\"events\":\n [oops]}");

    assertThat(answer.body().path("detail").asText()).contains("from line 2, column ");
    assertThat(answer.text()).doesNotContain("oops");
  }

  @Test
  void shouldRefuseAListWithoutAnyEntry() {
    Client.Answer answer = client.events("{\"events\":[]}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("rejected").isArray()).isTrue();
    assertThat(answer.body().path("rejected")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 202",
    "application/json; charset=utf-8, 202",
    "APPLICATION/JSON, 202",
    "application/cloudevents+json, 202",
    "text/plain, 415",
    "application/jsonp, 415",
    "'', 415"
  })
  void shouldWantJson(String contentType, int status) {
    byte[] body = events(event("u1", "i1", "1764000000000")).getBytes(UTF_8);

    Client.Answer answer = client.call(IngestHandler.EVENTS, contentType, body);

    assertThat(answer.status()).isEqualTo(status);
    if (status == 415) {
      assertThat(answer.body().path("detail").asText())
          .contains(contentType, "send application/json");
    }
  }

  @Test
  void shouldRefuseMoreThanTheLimits() {
    String most = list(500);
    String tooMany = list(501);
    String largest = most + " ".repeat(JsonBody.MAX_BYTES - most.length());
    String tooLarge = largest + " ";

    assertThat(client.events(most).body().path("accepted").asInt()).isEqualTo(500);
    assertThat(client.events(largest).body().path("duplicates").asInt()).isEqualTo(500);
    assertThat(client.events(tooMany).status()).isEqualTo(413);
    assertThat(client.events(tooLarge).status()).isEqualTo(413);
  }
}
