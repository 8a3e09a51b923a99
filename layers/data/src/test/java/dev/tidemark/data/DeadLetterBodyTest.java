package dev.tidemark.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterBodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'detail-type':'Shopper Event','detail':{'userId':'17'}}",
        "{'detail-type':'Shopper Event','detail':{'userId':' 17 ','itemId':'3'}}",
        "{'detail-type':'Shopper Event','detail':{'userId':17}}",
        "{'detail-type':'Shopper Event','detail':{'user_id':'17'}}",
        "{'detail-type':'Shopper Event','detail':{'events':[{'userId':'17'}]}}",
        "{'detail-type':'Shopper Event','detail':{'events':{'userId':'17'}}}",
        "{'detail-type':'Order Placed','detail':{'customer':{'id':'17'}}}",
        "{'userId':'17'}",
        "[{'userId':'17'}]",
        "{'detail-type':'Shopper Event','detail':{'userId':'17','itemId",
        "customer 17, lamp"
      })
  void shouldLeaveNothingOfAMessageThatIsAllTheUsers(String body) {
    DeadLetterBody letter = letter(body);

    assertThat(letter.names("17")).isTrue();
    assertThat(letter.without("17")).isEmpty();
    assertThat(letter.names("7")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'detail-type':'Shopper Event','detail':{'userId':'18','itemId':'17','quantity':17}}",
        "{'detail-type':'Shopper Event','detail':{'events':[{'userId':'117'},{'itemId':'170'}]}}",
        "{'detail-type':'Catalogue Item','detail':{'itemId':'17'}}",
        "{'detail-type':'Object Created','detail':{'object':{'key':'events/17.csv'}}}",
        "user 117",
        ""
      })
  void shouldLeaveAMessageOfOthersAsItIs(String body) {
    DeadLetterBody letter = letter(body);

    assertThat(letter.names("17")).isFalse();
    assertThat(letter.without("17")).contains(letter.text());
  }

  @Test
  void shouldTakeTheUsersEntriesOutOfAList() {
    DeadLetterBody letter =
        letter(
            "{'time':'t','detail-type':'Shopper Event',"
                + "'detail':{'events':[{'userId':'17'},{'userId':'18'},{'note':'17'},7]}}");

    assertThat(letter.without("17"))
        .contains(
            letter(
                    "{'time':'t','detail-type':'Shopper Event',"
                        + "'detail':{'events':[{'userId':'18'},7]}}")
                .text());
  }

  private static DeadLetterBody letter(String body) {
    return new DeadLetterBody(body.replace('\'', '"'));
  }
}
