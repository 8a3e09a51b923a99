package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.domain.ItemUpdate;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published data sets and what managed services take, in the layouts in which they come. */
class FormatsTest extends FormatFolder {
  @Test
  void shouldReadAmazonPersonalize() throws IOException {
    write(
        "interactions.csv",
        """
        USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE
        u,i,1788325287,Purchase,2.5
        """);
    write(
        "items.csv",
        """
        ITEM_ID,CATEGORY_L1,CATEGORY_L2,PRICE
        i,Garden,Tools,4
        """);
    write(
        "users.csv",
        """
        USER_ID,AGE
        u,30
        """);

    read("Amazon Personalize interactions", "Amazon Personalize items");

    assertEvents().containsExactly(tuple("u", "i", "purchase", TIME));
    assertThat(events.get(0).value()).isEqualTo(2.5);
    assertThat(items.get(0).item().category()).isEqualTo("Garden/Tools");
    assertThat(items.get(0).item().price()).isEqualTo(4);
  }

  @Test
  void shouldReadRetailRocket() throws IOException {
    write(
        "events.csv",
        """
        timestamp,visitorid,event,itemid,transactionid
        1788325287000,7,addtocart,11,
        1788325287000,7,transaction,11,4000
        """);
    write(
        "item_properties_part1.csv",
        """
        timestamp,itemid,property,value
        1788325287000,11,categoryid,338
        1788325286000,11,categoryid,1
        1788325287000,11,available,0
        1788325287000,11,888,n1.0 77
        """);
    write(
        "category_tree.csv",
        """
        categoryid,parentid
        338,1
        """);

    read("RetailRocket events", "RetailRocket item properties");

    assertEvents()
        .containsExactly(tuple("7", "11", "add_to_cart", TIME), tuple("7", "11", "purchase", TIME));
    assertThat(items).hasSize(1);
    assertThat(items.get(0).item().category()).isEqualTo("338");
    assertThat(items.get(0).item().active()).isFalse();
    assertThat(survey.lines()).contains("Not used: category_tree.csv (RetailRocket category tree)");
  }

  @Test
  void shouldReadRees46AndTheItemsThatItsEventsTellOf() throws IOException {
    write(
        "2019-Oct.csv",
        """
        event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
        2026-09-02 05:01:27 UTC,cart,11,205,electronics.phone,acme,35.79,7,s
        2026-09-02 05:01:27 UTC,remove_from_cart,11,205,electronics.phone,acme,35.79,7,s
        """);

    read("REES46 events");

    assertEvents()
        .containsExactly(
            tuple("7", "11", "add_to_cart", TIME), tuple("7", "11", "remove_from_cart", TIME));
    assertThat(items).extracting(ItemUpdate::itemId).containsExactly("11");
    assertThat(items.get(0).item().category()).isEqualTo("electronics/phone");
    assertThat(items.get(0).item().price()).isEqualTo(35.79);
  }

  @Test
  void shouldReadMovieLens1M() throws IOException {
    write(
        "ratings.dat",
        """
        7::11::5::1788325287
        7::12::3::1788325288
        """);
    Files.write(
        folder.resolve("movies.dat"),
        "11::Am\u00e9lie \"the\" film (2001)::Comedy|Romance\n"
            .getBytes(Charset.forName("windows-1252")));
    write("users.dat", "7::F::1::10::48067\n");

    read("MovieLens 1M ratings", "MovieLens 1M movies");

    assertEvents().contains(tuple("7", "11", "rating", TIME)).hasSize(2);
    assertThat(items.get(0).item().title()).isEqualTo("Am\u00e9lie \"the\" film (2001)");
    assertThat(items.get(0).item().category()).isEqualTo("Comedy|Romance");
  }

  @Test
  void shouldReadMovieLens100K() throws IOException {
    write("u.data", "7\t11\t5\t1788325287\n");
    write(
        "u.item",
        "11|Toy Story (1995)|01-Jan-1995||http://x/?q=a|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n");
    write("u.user", "7|24|M|technician|85711\n");

    read("MovieLens 100K ratings", "MovieLens 100K movies");

    assertEvents().containsExactly(tuple("7", "11", "rating", TIME));
    assertThat(items.get(0).item().category()).isEqualTo("Animation|Children's|Comedy");
  }

  @Test
  void shouldReadMovieLens20MWithoutItsTagsAndLinks() throws IOException {
    write(
        "ratings.csv",
        """
        userId,movieId,rating,timestamp
        7,11,4.5,1788325287
        """);
    write(
        "movies.csv",
        """
        movieId,title,genres
        11,A,(no genres listed)
        """);
    write(
        "tags.csv",
        """
        userId,movieId,tag,timestamp
        7,11,good,1788325287
        """);
    write(
        "links.csv",
        """
        movieId,imdbId,tmdbId
        11,1,2
        """);

    read("MovieLens ratings", "MovieLens movies");

    assertEvents().containsExactly(tuple("7", "11", "rating", TIME));
    assertThat(items.get(0).item().category()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"
      })
  void shouldReadUciOnlineRetailWithoutReturnsAndCancelledInvoices(String header)
      throws IOException {
    write(
        "retail.csv",
        header
            + "\n536365,85123A,WHITE HEART,6,12/1/2010 8:26,2.55,17850,United Kingdom\n"
            + "C536379,85123A,WHITE HEART,-1,12/1/2010 9:41,2.55,17850,United Kingdom\n"
            + "536380,85123A,WHITE HEART,-2,12/13/2010 9:41,2.55,17850,United Kingdom\n"
            + "536381,22633,WARMER,3,12/13/2010 9:41,1.85,,United Kingdom\n");

    read(header.startsWith("InvoiceNo") ? "UCI Online Retail" : "UCI Online Retail II");

    assertEvents()
        .containsExactly(
            tuple("17850", "85123A", "purchase", Instant.parse("2010-12-01T08:26:00Z")));
    assertThat(events.get(0).quantity()).isEqualTo(6);
    assertThat(survey.events().get(0).cleaning().rejected())
        .containsOnlyKeys(
            "a cancelled or refunded order",
            "a return (its quantity is below 0)",
            "userId missing");
    assertThat(items).extracting(it -> it.item().title()).contains("WHITE HEART");
  }

  @Test
  void shouldNotTakeEveryOrderForCancelledWhereAllNumbersBeginWithC() throws IOException {
    write(
        "events.csv",
        """
        user_id,item_id,event_type,timestamp,invoice
        u,a,purchase,1788325287,C1
        u,b,purchase,1788325287,C2
        """);

    read("Tidemark events");

    assertThat(events).hasSize(2);
  }

  @Test
  void shouldReadAmazonReviews() throws IOException {
    write(
        "reviews_Beauty_5.json",
        "{\"reviewerID\": \"u\", \"asin\": \"i\", \"overall\": 5.0, \"reviewText\": \"Good, \\\"so\\\"\","
            + " \"unixReviewTime\": 1788325287, \"reviewTime\": \"09 2, 2026\", \"helpful\": [0, 0]}\n");
    write(
        "meta_Beauty.json",
        "{\"asin\": \"i\", \"title\": \"A lamp\", \"price\": 5.5,"
            + " \"categories\": [[\"Beauty\", \"Hair\"], [\"Gifts\"]]}\n");

    read("Amazon reviews", "Amazon products");

    assertEvents().containsExactly(tuple("u", "i", "rating", TIME));
    assertThat(events.get(0).value()).isEqualTo(5);
    assertThat(items.get(0).item().category()).isEqualTo("Beauty/Hair|Gifts");
  }

  @Test
  void shouldReadAmazonReviewsOf2023() throws IOException {
    write(
        "All_Beauty.jsonl",
        "{\"rating\": 4.0, \"title\": \"Nice\", \"text\": \"...\", \"images\": [], \"asin\": \"v\","
            + " \"parent_asin\": \"i\", \"user_id\": \"u\", \"timestamp\": 1788325287000,"
            + " \"helpful_vote\": 0, \"verified_purchase\": true}\n");
    write(
        "meta_All_Beauty.jsonl",
        "{\"main_category\": \"All Beauty\", \"title\": \"A lamp\", \"price\": null,"
            + " \"categories\": [], \"parent_asin\": \"i\"}\n");

    read("Amazon reviews of 2023", "Amazon products of 2023");

    assertEvents().containsExactly(tuple("u", "i", "rating", TIME));
    assertThat(items.get(0).item().category()).isEqualTo("All Beauty");
    assertThat(items.get(0).item().price()).isNaN();
  }
}
