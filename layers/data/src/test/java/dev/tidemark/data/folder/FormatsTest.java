package dev.tidemark.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.data.format.Given;
import dev.tidemark.domain.Event;
import dev.tidemark.domain.Item;
import dev.tidemark.domain.ItemUpdate;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of shop systems, trackers and research in the layouts in which they come. */
class FormatsTest {
  private static final Instant TIME = Instant.parse("2026-09-02T05:01:27Z");

  @TempDir private Path folder;
  private final List<Event> events = new ArrayList<>();
  private final List<ItemUpdate> items = new ArrayList<>();
  private Survey survey;

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
  void shouldReadGorse() throws IOException {
    write(
        "feedback.csv",
        """
        feedback_type,user_id,item_id,value,time_stamp,comment
        star,u,i,1,2026-09-02 05:01:27 +0000 UTC,
        """);
    write(
        "items.csv",
        """
        item_id,is_hidden,categories,time_stamp,labels,description
        i,true,a|b,2026-09-02T05:01:27Z,x|y,A lamp
        """);
    write(
        "users.csv",
        """
        user_id,labels
        u,
        """);

    read("Gorse feedback", "Gorse items");

    assertEvents().containsExactly(tuple("u", "i", "favourite", TIME));
    Item item = items.get(0).item();
    assertThat(item.active()).isFalse();
    assertThat(item.category()).isEqualTo("a|b");
    assertThat(item.tags()).containsExactly("x", "y");
  }

  @Test
  void shouldReadGorseAsJson() throws IOException {
    write(
        "feedback.jsonl",
        "{\"FeedbackType\":\"like\",\"UserId\":\"u\",\"ItemId\":\"i\",\"Timestamp\":\"2026-09-02T05:01:27Z\"}\n");
    write(
        "items.json",
        "[{\"ItemId\":\"i\",\"IsHidden\":false,\"Categories\":[\"a\",\"b\"],\"Labels\":[\"x\"]}]");

    read("Gorse feedback", "Gorse items");

    assertEvents().containsExactly(tuple("u", "i", "favourite", TIME));
    assertThat(items.get(0).item().category()).isEqualTo("a|b");
    assertThat(items.get(0).gives(ItemUpdate.Field.ACTIVE)).isTrue();
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

  @Test
  void shouldReadGa4Export() throws IOException {
    String user = "\"user_pseudo_id\":\"7.1\",\"user_id\":null";
    write(
        "ga4.json",
        "{\"event_date\":\"20260902\",\"event_timestamp\":\"1788325287000000\","
            + "\"event_name\":\"page_view\","
            + user
            + ",\"items\":[]}\n"
            + "{\"event_timestamp\":\"1788325287000000\",\"event_name\":\"purchase\","
            + user
            + ",\"ecommerce\":{\"transaction_id\":\"T1\"},\"items\":[{\"item_id\":\"a\","
            + "\"item_name\":\"Lamp\",\"item_category\":\"Home\",\"price\":2.5,\"quantity\":2},"
            + "{\"item_id\":\"b\",\"item_name\":\"Rug\",\"price\":9.0,\"quantity\":1}]}\n"
            + "{\"event_timestamp\":\"1788325287000000\",\"event_name\":\"view_item_list\","
            + user
            + ",\"items\":[{\"item_id\":\"a\"}]}\n"
            + "{\"event_timestamp\":\"1788325287000000\",\"event_name\":\"view_item\","
            + "\"user_pseudo_id\":\"7.1\",\"user_id\":\"known\",\"items\":[{\"item_id\":\"a\"}]}\n");

    read("GA4 export");

    assertEvents()
        .containsExactly(
            tuple("7.1", "a", "purchase", TIME),
            tuple("7.1", "b", "purchase", TIME),
            tuple("known", "a", "view", TIME));
    assertThat(events.get(0).quantity()).isEqualTo(2);
    assertThat(survey.events().get(0).cleaning().rejected())
        .containsOnlyKeys("an event without an item", "items that were only shown");
    assertThat(items.get(0).item().title()).isEqualTo("Lamp");
  }

  @Test
  void shouldReadSegmentTrackCalls() throws IOException {
    write(
        "segment.jsonl",
        """
        {"type":"identify","userId":"u","timestamp":"2026-09-02T05:01:27.000Z"}
        {"type":"track","event":"Product Viewed","anonymousId":"x","timestamp":"2026-09-02T05:01:27.000Z","messageId":"m1","properties":{"product_id":"a","name":"Lamp","price":2.5}}
        {"type":"track","event":"Order Completed","userId":"u","anonymousId":"x","timestamp":"2026-09-02T05:01:27.000Z","messageId":"m2","properties":{"order_id":"o","products":[{"product_id":"a","quantity":2},{"sku":"b","price":4}]}}
        {"type":"track","event":"Signed Up","userId":"u","timestamp":"2026-09-02T05:01:27.000Z","properties":{}}
        """);

    read("Segment track calls");

    assertEvents()
        .containsExactly(
            tuple("x", "a", "view", TIME),
            tuple("u", "a", "purchase", TIME),
            tuple("u", "b", "purchase", TIME));
    assertThat(survey.events().get(0).cleaning().rejected())
        .containsOnlyKeys("an event without an item", "no event");
  }

  @Test
  void shouldReadShopifyOrders() throws IOException {
    write(
        "orders_export.csv",
        """
        Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at
        #1001,a@x.com,paid,2026-09-02 07:01:30 +0200,fulfilled,EUR,12,2026-09-02 07:01:27 +0200,2,Lamp - Red,2.50,L-R,
        #1001,a@x.com,,,,,,,1,"Rug, small",7.00,,
        #1002,b@x.com,refunded,,,EUR,7,2026-09-02 07:01:27 +0200,1,Lamp - Red,7,L-R,
        #1002,b@x.com,,,,,,2026-09-02 07:01:27 +0200,1,Cup,7,C,
        #1003,c@x.com,paid,,,EUR,7,2026-09-02 07:01:27 +0200,1,Cup,7,C,2026-09-03 07:01:27 +0200
        """);
    write(
        "products_export.csv",
        """
        Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Variant SKU,Variant Price,Status
        lamp,Lamp,<p>,acme,Lights,"new, red",true,L-R,2.50,active
        lamp,,,,,,,L-G,2.60,
        rug,Rug,<p>,acme,Rugs,,true,,7.00,draft
        """);

    read("Shopify orders", "Shopify products");

    assertEvents()
        .containsExactly(
            tuple("a@x.com", "L-R", "purchase", TIME),
            tuple("a@x.com", "Rug, small", "purchase", TIME));
    assertThat(survey.events().get(0).cleaning().rejected().get("a cancelled or refunded order"))
        .extracting(it -> it.count())
        .isEqualTo(3L);
    assertThat(items).extracting(ItemUpdate::itemId).containsExactly("L-R", "L-G", "rug");
    assertThat(items).extracting(it -> it.item().title()).containsExactly("Lamp", "Lamp", "Rug");
    assertThat(items).extracting(it -> it.item().active()).containsExactly(true, true, false);
  }

  @Test
  void shouldReadWooCommerceOrdersByApi() throws IOException {
    write(
        "orders.json",
        """
        [{"id": 727, "number": "727", "status": "processing",
          "date_created": "2026-09-02T07:01:27", "date_created_gmt": "2026-09-02T05:01:27",
          "customer_id": 0, "billing": {"email": "a@x.com"},
          "line_items": [
            {"id": 315, "name": "Woo Single", "product_id": 93, "quantity": 2, "price": 3},
            {"id": 316, "name": "Ship", "product_id": 22, "quantity": 1, "price": 12}]},
         {"id": 728, "status": "cancelled", "date_created_gmt": "2026-09-02T05:01:27",
          "customer_id": 5, "billing": {"email": "b@x.com"},
          "line_items": [{"id": 317, "product_id": 93, "quantity": 1}]}]
        """);

    read("WooCommerce orders");

    assertEvents()
        .containsExactly(
            tuple("a@x.com", "93", "purchase", TIME), tuple("a@x.com", "22", "purchase", TIME));
  }

  @Test
  void shouldReadWooCommerceOrdersOfALineEach() throws IOException {
    write(
        "orders-2026.csv",
        """
        Order Number;Order Status;Order Date;Email (Billing);SKU;Item Name;Quantity (- Refund);Item Cost
        727;Completed;2026-09-02 05:01:27;a@x.com;W-1;Woo Single;2;3,50
        728;Refunded;2026-09-02 05:01:27;a@x.com;W-1;Woo Single;2;3,50
        """);

    read("WooCommerce orders");

    assertEvents().containsExactly(tuple("a@x.com", "W-1", "purchase", TIME));
    assertThat(events.get(0).price()).isEqualTo(3.5);
    assertThat(events.get(0).quantity()).isEqualTo(2);
  }

  @Test
  void shouldReadWooCommerceOrdersWithACellForEachLine() throws IOException {
    write(
        "order_export.csv",
        """
        order_id,order_number,order_date,status,customer_id,customer_email,order_total,line_item_1,line_item_2
        727,727,2026-09-02 05:01:27,completed,3,a@x.com,9,name:Mug | blue|product_id:93|sku:W-1|quantity:2|total:7.00,name:Ship|product_id:22|sku:|quantity:1|total:2.00
        728,728,2026-09-02 05:01:27,cancelled,4,b@x.com,7,name:Mug|product_id:93|sku:W-1|quantity:2|total:7.00,
        729,729,2026-09-02 05:01:27,processing,4,b@x.com,7,name:Mug|product_id:93|sku:W-1|quantity:1|total:3.50,
        """);

    read("WooCommerce orders");

    assertEvents()
        .containsExactly(
            tuple("a@x.com", "93", "purchase", TIME),
            tuple("a@x.com", "22", "purchase", TIME),
            tuple("b@x.com", "93", "purchase", TIME));
    assertThat(events.get(0).quantity()).isEqualTo(2);
    assertThat(items.get(0).item().title()).isEqualTo("Mug | blue");
  }

  @Test
  void shouldReadBodiesOfTheApi() throws IOException {
    write(
        "events.json",
        "{\"events\":[{\"eventId\":\"e\",\"userId\":7,\"itemId\":\"i\",\"type\":\"view\","
            + "\"timestamp\":1788325287000,\"context\":{\"device\":\"phone\"}}]}");
    write(
        "items.jsonl",
        "{\"itemId\":\"i\",\"tags\":[\"a\",\"b\"],\"vector\":[0.5,1],\"active\":false}\n");

    read("Tidemark events, as the API takes them", "Tidemark items, as the API takes them");

    assertEvents().containsExactly(tuple("7", "i", "view", TIME));
    assertThat(events.get(0).eventId()).isEqualTo("e");
    assertThat(events.get(0).context()).isEqualTo(Map.of("device", "phone"));
    assertThat(items.get(0).item().tags()).containsExactly("a", "b");
    assertThat(items.get(0).item().vector()).containsExactly(0.5f, 1f);
    assertThat(items.get(0).item().active()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void shouldFindTheEncoding(String name) throws IOException {
    String text =
        """
        user_id,item_id,event_type,timestamp
        M\u00fcller,i,view,1788325287
        """;
    Files.write(folder.resolve("events.csv"), text.getBytes(Charset.forName(name)));

    read("Tidemark events");

    assertThat(events.get(0).userId()).isEqualTo("M\u00fcller");
    assertThat(survey.events().get(0).description().encoding())
        .isEqualTo(name.startsWith("UTF-16") ? "UTF-16" : name.replace("windows", "Windows"));
  }

  @Test
  void shouldRefuseRowsWhoseBytesAreNoText() throws IOException {
    byte[] text =
        """
        user_id,item_id,event_type,timestamp
        M\u00fcller,i,view,1788325287
        M?ller,i,view,1788325287
        """
            .getBytes(StandardCharsets.UTF_8);
    text[new String(text, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xFC;
    Files.write(folder.resolve("events.csv"), text);

    read("Tidemark events");

    assertThat(events).extracting(Event::userId).containsExactly("M\u00fcller");
    assertThat(
            survey
                .events()
                .get(0)
                .cleaning()
                .rejected()
                .get("bytes that are no text in the file's encoding")
                .firstLines())
        .containsExactly(3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void shouldFindTheSeparatorInAnyOrderOfColumns(String separator) throws IOException {
    String text =
        """
        Price,Datum,Article ID,action,Customer_ID,note
        "1",2026-09-02 05:01:27,i,buy,u,"a ""b"" c"
        """;
    write("sales.csv", text.replace(",", separator).replace("Datum", "Date"));

    read("a table of events");

    assertEvents().containsExactly(tuple("u", "i", "purchase", TIME));
    assertThat(events.get(0).price()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheUsersWordForColumns() throws IOException {
    write(
        "events.csv",
        """
        wer;was;wann;preis
        u;i;02.09.2026 05:01:27;1,5
        """);
    Given given =
        Given.of(
            Map.of(
                "user",
                "wer",
                "item",
                "was",
                "time",
                "wann",
                "type",
                "purchase",
                "price",
                "preis",
                "decimal",
                "comma"));

    survey = DatasetReader.open(folder, given).survey(items::add, events::add);

    assertEvents().containsExactly(tuple("u", "i", "purchase", TIME));
    assertThat(events.get(0).price()).isEqualTo(1.5);
  }

  @Test
  void shouldTellSpoiltIds() throws IOException {
    write(
        "events.csv",
        """
        user_id,item_id,event_type,timestamp
        17850.0,i,view,1788325287
        u,2.00454E+17,view,1788325287
        """);

    read("Tidemark events");

    assertThat(survey.lines().get(0)).contains("2 ids such as 2.00454E+17 or 17850.0");
  }

  @Test
  void shouldRefuseAMemberThatIsNamedTwice() throws IOException {
    write(
        "events.jsonl",
        """
        {"userId":"u","userId":"v","itemId":"i","type":"view","timestamp":1788325287000}
        {"userId":"u","itemId":"i","type":"view","timestamp":1788325287000}
        no json
        """);

    read("Tidemark events, as the API takes them");

    assertThat(events).hasSize(1);
    assertThat(survey.events().get(0).cleaning().rejectedRows()).isEqualTo(2);
  }

  /** Reads the folder, whose files must be of these formats. */
  private void read(String... formats) {
    survey = DatasetReader.open(folder).survey(items::add, events::add);
    List<String> found = new ArrayList<>();
    survey.events().forEach(report -> found.add(report.description().format()));
    survey.items().forEach(report -> found.add(report.description().format()));
    assertThat(found).as("%s", survey.lines()).containsExactly(formats);
  }

  private AbstractListAssert<?, List<? extends Tuple>, Tuple, ObjectAssert<Tuple>> assertEvents() {
    return assertThat(events)
        .as("%s", survey.lines())
        .extracting(Event::userId, Event::itemId, Event::type, Event::timestamp);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
